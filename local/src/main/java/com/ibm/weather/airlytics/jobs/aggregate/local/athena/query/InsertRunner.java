package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.RegisteredTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.StorageFormat;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Table;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.TranslatedQuery;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.TrinoTranslator;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.FailureType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.QueryFailedException;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.Compression;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.ObjectLocation;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.QueryTables;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.TableWriter;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.TableWriting;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.WrittenTable;
import io.trino.sql.tree.Insert;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Runs an INSERT INTO: the rows become new files beside those that the table has. */
final class InsertRunner {

  private final QueryContext context;
  private final Insert statement;
  private final TargetName target;

  InsertRunner(Insert statement, QueryContext context) {
    this.context = context;
    this.statement = statement;
    this.target = TargetName.of(statement.getTarget(), context.database());
  }

  QueryOutcome run() throws SQLException, IOException {
    target.requireDatabase(context.catalog());
    RegisteredTable registered =
        context
            .catalog()
            .table(target.database(), target.table())
            .orElseThrow(
                () ->
                    failure(
                        "TABLE_NOT_FOUND: line 1:1: Table '%s' does not exist"
                            .formatted(target.qualified())));
    refuseUnsupported(registered);
    TranslatedQuery translated =
        new TrinoTranslator(context.tables()).translate(statement.getQuery(), context.database());
    requireMatch(registered.allColumns(), translated.columns());
    WrittenTable written =
        new TableWriter(context.store(), context.session())
            .write(translated.sql(), writing(registered.table()));
    context.reach(QueryFault.Moment.AFTER_ITS_FILES);
    context
        .catalog()
        .changeTable(
            target.database(), target.table(), table -> table.withPartitions(written.partitions()));
    return WrittenOutcome.of(context, StatementKind.INSERT, written);
  }

  private void refuseUnsupported(RegisteredTable registered) {
    if (registered.table().properties().containsKey("storage.location.template")) {
      throw failure("NOT_SUPPORTED: INSERT INTO a table with storage.location.template");
    }
    List<String> all = registered.allColumns().stream().map(Column::name).toList();
    boolean otherColumns =
        statement
            .getColumns()
            .filter(
                names ->
                    !names.stream()
                        .map(name -> name.getCanonicalValue().toLowerCase(Locale.ROOT))
                        .toList()
                        .equals(all))
            .isPresent();
    if (otherColumns) {
      throw failure(
          "NOT_SUPPORTED: INSERT INTO with columns other than all of the table's in order");
    }
  }

  private TableWriting writing(Table table) {
    return new TableWriting(
        ObjectLocation.parse(table.location()).folder(),
        table.format(),
        table.format() == StorageFormat.PARQUET ? Compression.SNAPPY : Compression.GZIP,
        QueryTables.fieldDelimiter(table.properties()),
        table.columns(),
        table.partitionColumns(),
        context.fileName());
  }

  private static void requireMatch(List<Column> table, List<Column> query) {
    boolean matches = table.size() == query.size();
    for (int i = 0; matches && i < table.size(); i++) {
      matches = Coercion.isPossible(query.get(i).type(), table.get(i).type());
    }
    if (!matches) {
      throw failure(
          "TYPE_MISMATCH: line 1:1: Insert query has mismatched column types: Table: %s, Query: %s"
              .formatted(types(table), types(query)));
    }
  }

  private static List<String> types(List<Column> columns) {
    return columns.stream().map(Column::type).toList();
  }

  private static QueryFailedException failure(String message) {
    return new QueryFailedException(FailureType.USER_ERROR, message);
  }
}
