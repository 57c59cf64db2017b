package com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.ColumnType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.StorageFormat;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.CreateTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads CREATE EXTERNAL TABLE. */
final class CreateTableParser {

  private static final String PARQUET_SERDE =
      "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";
  private static final String TEXT_SERDE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";

  private final HiveTokens tokens;
  private final Map<String, String> properties = new LinkedHashMap<>();
  private Optional<StorageFormat> format = Optional.empty();

  CreateTableParser(HiveTokens tokens) {
    this.tokens = tokens;
  }

  CreateTable parse() {
    tokens.expect("CREATE");
    if (!tokens.accept("EXTERNAL")) {
      throw tokens.here("missing EXTERNAL at 'TABLE' near 'CREATE'");
    }
    tokens.expect("TABLE");
    boolean ifNotExists = tokens.accept("IF", "NOT", "EXISTS");
    TableName name = tokens.tableName();
    List<Column> columns = columns();
    if (tokens.accept("COMMENT")) {
      properties.put("comment", tokens.string());
    }
    List<Column> partitionColumns = tokens.accept("PARTITIONED", "BY") ? columns() : List.of();
    if (tokens.at("CLUSTERED")) {
      throw tokens.here("CLUSTERED BY is not supported here: leave it out");
    }
    rowFormat();
    storedAs();
    if (!tokens.accept("LOCATION")) {
      throw tokens.here("missing LOCATION near '<EOF>': an external table needs one");
    }
    String location = tokens.string();
    if (tokens.accept("TBLPROPERTIES")) {
      properties.putAll(tokens.properties());
    }
    return new CreateTable(
        name,
        ifNotExists,
        columns,
        partitionColumns,
        format.orElse(StorageFormat.TEXTFILE),
        location,
        properties);
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    tokens.expect("(");
    do {
      String name = tokens.name("column name");
      String type = tokens.type();
      ColumnType known =
          ColumnType.parse(type)
              .orElseThrow(
                  () ->
                      tokens.here(
                          "cannot recognize the type '" + type + "' of column '" + name + "'"));
      columns.add(new Column(name, known.hive()));
      if (tokens.accept("COMMENT")) {
        tokens.string();
      }
    } while (tokens.accept(","));
    tokens.expect(")");
    return columns;
  }

  private void rowFormat() {
    if (tokens.accept("ROW", "FORMAT", "SERDE")) {
      String serde = tokens.string();
      format = Optional.of(serdeFormat(serde));
      if (tokens.accept("WITH", "SERDEPROPERTIES")) {
        properties.putAll(tokens.properties());
      }
    } else if (tokens.accept("ROW", "FORMAT", "DELIMITED")) {
      if (tokens.accept("FIELDS", "TERMINATED", "BY")) {
        properties.put("field.delim", tokens.string());
      }
      if (tokens.accept("LINES", "TERMINATED", "BY") && !tokens.string().equals("\n")) {
        throw tokens.here("LINES TERMINATED BY supports '\\n' only");
      }
      if (tokens.accept("NULL", "DEFINED", "AS") && !tokens.string().equals("\\N")) {
        throw tokens.here("NULL DEFINED AS supports '\\\\N' only here");
      }
    }
  }

  private StorageFormat serdeFormat(String serde) {
    return switch (serde) {
      case PARQUET_SERDE -> StorageFormat.PARQUET;
      case TEXT_SERDE -> StorageFormat.TEXTFILE;
      default ->
          throw tokens.here(
              "SerDe '%s' is not supported here: use %s or %s"
                  .formatted(serde, PARQUET_SERDE, TEXT_SERDE));
    };
  }

  private void storedAs() {
    if (!tokens.accept("STORED", "AS")) {
      return;
    }
    StorageFormat stored;
    if (tokens.accept("PARQUET")) {
      stored = StorageFormat.PARQUET;
    } else if (tokens.accept("TEXTFILE")) {
      stored = StorageFormat.TEXTFILE;
    } else {
      throw tokens.unrecognized("table file format: PARQUET and TEXTFILE are supported here");
    }
    if (format.isPresent() && format.get() != stored) {
      throw tokens.here("ROW FORMAT SERDE and STORED AS " + stored + " contradict each other");
    }
    format = Optional.of(stored);
  }
}
