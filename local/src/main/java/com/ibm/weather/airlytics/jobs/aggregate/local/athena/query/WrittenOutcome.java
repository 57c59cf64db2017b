package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.ObjectLocation;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.WrittenTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What a CTAS or INSERT has brought, and the manifest: the list of files that it wrote. */
final class WrittenOutcome {

  private static final List<Column> ROWS = List.of(new Column("rows", "bigint"));

  private WrittenOutcome() {}

  static QueryOutcome of(QueryContext context, StatementKind kind, WrittenTable written)
      throws IOException, SQLException {
    ObjectLocation output = kind.output(context.outputFolder(), context.execution().id());
    ObjectLocation manifest = new ObjectLocation(output.bucket(), output.key() + "-manifest.csv");
    Path file = context.store().path(manifest);
    Files.createDirectories(file.getParent());
    Files.write(file, written.files());
    return new QueryOutcome(
        ROWS,
        written.rows(),
        Optional.of(manifest.uri()),
        context.tables().scannedBytes(context.session()));
  }
}
