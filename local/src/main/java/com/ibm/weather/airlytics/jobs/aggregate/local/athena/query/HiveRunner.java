package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Catalog;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Database;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.RegisteredTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Table;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.FailureType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.QueryFailedException;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveParser;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.AddPartitions;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.CreateDatabase;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.CreateTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.DescribeTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.DropDatabase;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.DropTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.SetLocation;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.SetProperties;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.ShowCreateTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.ShowDatabases;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.ShowPartitions;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.ShowTables;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.TableName;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.ObjectLocation;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Carries out statements in Hive's language, with Hive's error messages. */
final class HiveRunner {

  private static final String TASK_FAILED =
      "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. ";

  private final QueryContext context;
  private final Catalog catalog;

  HiveRunner(QueryContext context) {
    this.context = context;
    this.catalog = context.catalog();
  }

  QueryOutcome run(String sql) throws IOException {
    HiveAnswer answer = answer(HiveParser.parse(sql));
    var output = StatementKind.UTILITY.output(context.outputFolder(), context.execution().id());
    try (ResultFile file = ResultFile.create(context.store().path(output))) {
      answer.lines().forEach(file::line);
    }
    List<Column> columns =
        answer.columns().stream().map(name -> new Column(name, "string")).toList();
    return new QueryOutcome(columns, 0, Optional.empty(), 0);
  }

  private HiveAnswer answer(HiveStatement statement) {
    if (statement instanceof CreateDatabase create) {
      return createDatabase(create);
    }
    if (statement instanceof DropDatabase drop) {
      return dropDatabase(drop);
    }
    if (statement instanceof CreateTable create) {
      return createTable(create);
    }
    if (statement instanceof DropTable drop) {
      boolean dropped = catalog.removeTable(database(drop.name()), drop.name().name());
      return dropped || drop.ifExists() ? HiveAnswer.NONE : noTable(drop.name());
    }
    if (statement instanceof SetLocation set) {
      String location = location(set.location());
      return change(set.name(), table -> table.at(location));
    }
    if (statement instanceof SetProperties set) {
      return change(set.name(), table -> table.with(set.properties()));
    }
    if (statement instanceof AddPartitions add) {
      NewPartitions added = new NewPartitions(table(add.name()), add);
      return change(add.name(), table -> table.withPartitions(added.partitions()));
    }
    if (statement instanceof ShowTables show) {
      String database = show.database().orElse(context.database());
      requireDatabase(database);
      List<String> names =
          catalog.tables(database).stream().map(found -> found.table().name()).toList();
      return HiveAnswer.names("tab_name", names, show.pattern());
    }
    if (statement instanceof ShowDatabases show) {
      List<String> names = catalog.databases().stream().map(Database::name).toList();
      return HiveAnswer.names("database_name", names, show.pattern());
    }
    if (statement instanceof ShowPartitions show) {
      return showPartitions(table(show.name()));
    }
    if (statement instanceof DescribeTable describe) {
      return HiveAnswer.description(table(describe.name()));
    }
    if (statement instanceof ShowCreateTable show) {
      return HiveAnswer.createStatement(table(show.name()));
    }
    throw new IllegalStateException("No way to run " + statement);
  }

  private HiveAnswer createDatabase(CreateDatabase create) {
    boolean added =
        catalog.addDatabase(new Database(create.name(), create.comment(), create.properties()));
    if (!added && !create.ifNotExists()) {
      throw failure(TASK_FAILED + "Database " + create.name() + " already exists");
    }
    return HiveAnswer.NONE;
  }

  private HiveAnswer dropDatabase(DropDatabase drop) {
    if (drop.ifExists() && catalog.database(drop.name()).isEmpty()) {
      return HiveAnswer.NONE;
    }
    requireDatabase(drop.name());
    if (drop.name().equals(Catalog.DEFAULT_DATABASE)) {
      throw failure(TASK_FAILED + "MetaException(message:Can not drop default database)");
    }
    if (!drop.cascade() && !catalog.tables(drop.name()).isEmpty()) {
      throw failure(
          TASK_FAILED
              + "InvalidOperationException(message:Database %s is not empty. One or more tables exist.)"
                  .formatted(drop.name()));
    }
    catalog.removeDatabase(drop.name());
    return HiveAnswer.NONE;
  }

  private HiveAnswer createTable(CreateTable create) {
    String database = database(create.name());
    requireDatabase(database);
    requireDistinct(create);
    Table table =
        new Table(
            database,
            create.name().name(),
            create.columns(),
            create.partitionColumns(),
            location(create.location()),
            create.format(),
            create.properties());
    boolean added = catalog.addTable(new RegisteredTable(table, List.of(), context.started()));
    if (!added && !create.ifNotExists()) {
      throw failure(
          TASK_FAILED
              + "AlreadyExistsException(message:Table %s already exists.)".formatted(table.name()));
    }
    return HiveAnswer.NONE;
  }

  private static void requireDistinct(CreateTable create) {
    Set<String> names = new HashSet<>();
    Stream.concat(create.columns().stream(), create.partitionColumns().stream())
        .map(Column::name)
        .filter(name -> !names.add(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw failure(
                  "FAILED: SemanticException [Error 10036]: Duplicate column name: " + name);
            });
  }

  private HiveAnswer change(TableName name, UnaryOperator<RegisteredTable> change) {
    return catalog.changeTable(database(name), name.name(), change)
        ? HiveAnswer.NONE
        : noTable(name);
  }

  private HiveAnswer showPartitions(RegisteredTable table) {
    if (table.table().partitionColumns().isEmpty()) {
      throw failure(
          TASK_FAILED + "Table %s is not a partitioned table".formatted(table.table().name()));
    }
    return new HiveAnswer(List.of("partition"), context.tables().partitionNames(table));
  }

  private RegisteredTable table(TableName name) {
    return catalog.table(database(name), name.name()).orElseThrow(() -> tableNotFound(name));
  }

  private String database(TableName name) {
    return name.database().orElse(context.database());
  }

  private void requireDatabase(String name) {
    if (catalog.database(name).isEmpty()) {
      throw failure("FAILED: SemanticException [Error 10072]: Database does not exist: " + name);
    }
  }

  private static HiveAnswer noTable(TableName name) {
    throw tableNotFound(name);
  }

  private static QueryFailedException tableNotFound(TableName name) {
    return failure("FAILED: SemanticException [Error 10001]: Table not found " + name.name());
  }

  private static String location(String uri) {
    try {
      return ObjectLocation.parse(uri).folder().uri();
    } catch (IllegalArgumentException e) {
      throw failure(TASK_FAILED + "MetaException(message:" + e.getMessage() + ")");
    }
  }

  static QueryFailedException failure(String message) {
    return new QueryFailedException(FailureType.DDL_TASK_FAILED, message);
  }
}
