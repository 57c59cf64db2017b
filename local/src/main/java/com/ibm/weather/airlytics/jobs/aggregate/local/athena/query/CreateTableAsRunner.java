package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Catalog;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.ColumnType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.RegisteredTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.StorageFormat;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Table;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.TranslatedQuery;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.TrinoTranslator;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.FailureType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.QueryFailedException;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.ObjectLocation;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.TableWriter;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.TableWriting;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.WrittenTable;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.SaveMode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a CTAS: nothing is checked too late to leave the location untouched but the query itself.
 */
final class CreateTableAsRunner {

  private final QueryContext context;
  private final CreateTableAsSelect statement;
  private final TargetName target;

  CreateTableAsRunner(CreateTableAsSelect statement, QueryContext context) {
    this.context = context;
    this.statement = statement;
    this.target = TargetName.of(statement.getName(), context.database());
  }

  QueryOutcome run() throws SQLException, IOException {
    refuseUnsupported();
    CreateTableOptions options = CreateTableOptions.of(statement.getProperties());
    target.requireDatabase(context.catalog());
    Catalog.requireName(target.table());
    if (context.catalog().table(target.database(), target.table()).isPresent()) {
      if (statement.getSaveMode() == SaveMode.IGNORE) {
        return QueryOutcome.NOTHING;
      }
      throw failure(
          "TABLE_ALREADY_EXISTS: line 1:1: Table '%s' already exists"
              .formatted(target.qualified()));
    }
    TableWriting writing = writing(options);
    requireEmpty(writing.location());
    TranslatedQuery translated = translate();
    TableWriting complete = withColumns(writing, translated.columns(), options.partitionedBy());
    WrittenTable written =
        new TableWriter(context.store(), context.session()).write(translated.sql(), complete);
    context.reach(QueryFault.Moment.AFTER_ITS_FILES);
    register(complete, written);
    return WrittenOutcome.of(context, StatementKind.CREATE_TABLE_AS_SELECT, written);
  }

  private void refuseUnsupported() {
    if (statement.getColumnAliases().isPresent()) {
      throw failure(
          "NOT_SUPPORTED: column aliases of CREATE TABLE AS: name the columns in the query");
    }
    if (!statement.isWithData()) {
      throw failure("NOT_SUPPORTED: WITH NO DATA");
    }
  }

  private TableWriting writing(CreateTableOptions options) {
    ObjectLocation location =
        options
            .location()
            .orElseGet(
                () ->
                    StatementKind.CREATE_TABLE_AS_SELECT
                        .output(context.outputFolder(), context.execution().id())
                        .folder());
    return new TableWriting(
        location,
        options.format(),
        options.compression(),
        options.fieldDelimiter(),
        List.of(),
        List.of(),
        context.fileName());
  }

  private void requireEmpty(ObjectLocation location) {
    if (!context.store().hasBucket(location)) {
      throw failure(
          "HIVE_FILESYSTEM_ERROR: The specified bucket does not exist: " + location.bucket());
    }
    if (context.store().anyBelow(location)) {
      throw failure(
          "HIVE_PATH_ALREADY_EXISTS: Target directory for table '%s.%s' already exists: %s. You may"
                  .formatted(target.database(), target.table(), location.uri())
              + " need to manually clean the data at this location before retrying.");
    }
  }

  private TranslatedQuery translate() {
    return new TrinoTranslator(context.tables())
        .translate(statement.getQuery(), context.database());
  }

  private TableWriting withColumns(
      TableWriting writing, List<Column> columns, List<String> partitionedBy) {
    List<Column> typed = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw failure(
            "DUPLICATE_COLUMN_NAME: line 1:1: Column name '%s' specified more than once"
                .formatted(column.name()));
      }
      ColumnType type =
          ColumnType.parse(column.type())
              .orElseThrow(
                  () ->
                      failure(
                          "NOT_SUPPORTED: Unsupported Hive type: %s of column %s"
                              .formatted(column.type(), column.name())));
      typed.add(new Column(column.name(), type.hive()));
    }
    int files = typed.size() - partitionedBy.size();
    List<String> last =
        typed.subList(Math.max(0, files), typed.size()).stream().map(Column::name).toList();
    if (!last.equals(partitionedBy)) {
      throw failure(
          "HIVE_COLUMN_ORDER_MISMATCH: Partition keys must be the last columns in the table and in"
              + " the same order as the table properties: "
              + partitionedBy);
    }
    if (files < 1) {
      throw failure("INVALID_TABLE_PROPERTY: Table contains only partition columns");
    }
    return new TableWriting(
        writing.location(),
        writing.format(),
        writing.compression(),
        writing.fieldDelimiter(),
        typed.subList(0, files),
        typed.subList(files, typed.size()),
        writing.fileName());
  }

  private void register(TableWriting writing, WrittenTable written) {
    Map<String, String> properties =
        writing.format() == StorageFormat.TEXTFILE
            ? Map.of("field.delim", writing.fieldDelimiter())
            : Map.of();
    Table table =
        new Table(
            target.database(),
            target.table(),
            writing.columns(),
            writing.partitionColumns(),
            writing.location().uri(),
            writing.format(),
            properties);
    boolean added =
        context
            .catalog()
            .addTable(new RegisteredTable(table, written.partitions(), context.started()));
    if (!added) {
      throw failure(
          "TABLE_ALREADY_EXISTS: line 1:1: Table '%s' already exists"
              .formatted(target.qualified()));
    }
  }

  private static QueryFailedException failure(String message) {
    return new QueryFailedException(FailureType.USER_ERROR, message);
  }
}
