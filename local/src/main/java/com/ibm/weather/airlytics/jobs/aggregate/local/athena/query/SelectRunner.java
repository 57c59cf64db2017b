package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.ColumnType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.TranslatedQuery;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.TrinoTranslator;
import io.trino.sql.tree.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Runs a SELECT and writes its result. */
final class SelectRunner {

  /** Results do not tell the length of a text type. */
  private static final Pattern LENGTH = Pattern.compile("^(varchar|char)\\(\\d+\\)$");

  private SelectRunner() {}

  static QueryOutcome run(Query query, QueryContext context) throws SQLException, IOException {
    TranslatedQuery translated =
        new TrinoTranslator(context.tables()).translate(query, context.database());
    List<Column> columns = translated.columns();
    Path output =
        context
            .store()
            .path(StatementKind.SELECT.output(context.outputFolder(), context.execution().id()));
    try (ResultFile file = ResultFile.create(output)) {
      file.row(columns.stream().map(column -> Optional.of(column.name())).toList());
      context.session().query(translated.sql(), row -> file.row(values(row, columns.size())));
    } catch (SQLException | RuntimeException e) {
      Files.deleteIfExists(output);
      throw e;
    }
    return new QueryOutcome(
        columns.stream().map(SelectRunner::shown).toList(),
        0,
        Optional.empty(),
        context.tables().scannedBytes(context.session()));
  }

  private static List<Optional<String>> values(ResultSet row, int columns) throws SQLException {
    List<Optional<String>> values = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      values.add(ResultValue.text(row, i));
    }
    return values;
  }

  private static Column shown(Column column) {
    String type = ColumnType.parse(column.type()).map(ColumnType::trino).orElse(column.type());
    return new Column(column.name(), LENGTH.matcher(type).replaceFirst("$1"));
  }
}
