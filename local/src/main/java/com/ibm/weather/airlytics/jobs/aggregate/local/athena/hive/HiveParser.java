package com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.AddPartitions;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.CreateDatabase;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.DescribeTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.DropDatabase;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.DropTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.NewPartition;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.SetLocation;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.SetProperties;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.ShowCreateTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.ShowDatabases;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.ShowPartitions;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.ShowTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the data definition statements that the embedded Athena carries out. */
public final class HiveParser {

  private final HiveTokens tokens;

  private HiveParser(String sql) {
    tokens = new HiveTokens(sql);
  }

  /**
   * Reads one statement; a semicolon may follow it.
   *
   * @throws HiveParseException when it is not one of the statements of {@link HiveStatement}
   */
  public static HiveStatement parse(String sql) {
    HiveParser parser = new HiveParser(sql);
    HiveStatement statement = parser.statement();
    parser.tokens.end();
    return statement;
  }

  private HiveStatement statement() {
    if (tokens.at("CREATE", "EXTERNAL") || tokens.at("CREATE", "TABLE")) {
      return new CreateTableParser(tokens).parse();
    }
    if (tokens.accept("CREATE", "DATABASE") || tokens.accept("CREATE", "SCHEMA")) {
      return createDatabase();
    }
    if (tokens.accept("DROP", "DATABASE") || tokens.accept("DROP", "SCHEMA")) {
      return dropDatabase();
    }
    if (tokens.accept("DROP", "TABLE")) {
      boolean ifExists = tokens.accept("IF", "EXISTS");
      DropTable drop = new DropTable(tokens.tableName(), ifExists);
      tokens.accept("PURGE");
      return drop;
    }
    if (tokens.accept("ALTER", "TABLE")) {
      return alterTable(tokens.tableName());
    }
    if (tokens.accept("SHOW", "CREATE", "TABLE")) {
      return new ShowCreateTable(tokens.tableName());
    }
    if (tokens.accept("SHOW", "PARTITIONS")) {
      return new ShowPartitions(tokens.tableName());
    }
    if (tokens.accept("SHOW", "DATABASES") || tokens.accept("SHOW", "SCHEMAS")) {
      boolean like = tokens.accept("LIKE");
      return new ShowDatabases(pattern(like));
    }
    if (tokens.accept("SHOW", "TABLES")) {
      Optional<String> database =
          tokens.accept("IN") ? Optional.of(tokens.name("database name")) : Optional.empty();
      return new ShowTables(database, pattern(false));
    }
    if (tokens.accept("DESCRIBE") || tokens.accept("DESC")) {
      return new DescribeTable(tokens.tableName());
    }
    throw tokens.unrecognized("statement");
  }

  private Optional<String> pattern(boolean required) {
    return required || !(tokens.at(";") || tokens.atEnd())
        ? Optional.of(tokens.string())
        : Optional.empty();
  }

  private HiveStatement createDatabase() {
    boolean ifNotExists = tokens.accept("IF", "NOT", "EXISTS");
    String name = tokens.name("database name");
    String comment = tokens.accept("COMMENT") ? tokens.string() : "";
    if (tokens.accept("LOCATION")) {
      tokens.string();
    }
    Map<String, String> properties =
        tokens.accept("WITH", "DBPROPERTIES") ? tokens.properties() : Map.of();
    return new CreateDatabase(name, ifNotExists, comment, properties);
  }

  private HiveStatement dropDatabase() {
    boolean ifExists = tokens.accept("IF", "EXISTS");
    String name = tokens.name("database name");
    boolean cascade = tokens.accept("CASCADE");
    if (!cascade) {
      tokens.accept("RESTRICT");
    }
    return new DropDatabase(name, ifExists, cascade);
  }

  private HiveStatement alterTable(TableName table) {
    if (tokens.accept("SET", "LOCATION")) {
      return new SetLocation(table, tokens.string());
    }
    if (tokens.accept("SET", "TBLPROPERTIES")) {
      return new SetProperties(table, tokens.properties());
    }
    if (tokens.accept("ADD")) {
      boolean ifNotExists = tokens.accept("IF", "NOT", "EXISTS");
      List<NewPartition> partitions = new ArrayList<>();
      do {
        partitions.add(newPartition());
      } while (tokens.at("PARTITION"));
      return new AddPartitions(table, ifNotExists, partitions);
    }
    throw tokens.unrecognized("alter table statement");
  }

  private NewPartition newPartition() {
    Map<String, String> values = new LinkedHashMap<>();
    tokens.expect("PARTITION", "(");
    do {
      String column = tokens.name("partition column");
      tokens.expect("=");
      values.put(column, tokens.constant());
    } while (tokens.accept(","));
    tokens.expect(")");
    return new NewPartition(
        values, tokens.accept("LOCATION") ? Optional.of(tokens.string()) : Optional.empty());
  }
}
