package com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.StorageFormat;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.CreateDatabase;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.CreateTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.SetProperties;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.ShowTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HiveParserTest {

  @Test
  void createsATableWithEveryClause() {
    CreateTable table =
        (CreateTable)
            HiveParser.parse(
                """
                -- the daily values
                CREATE EXTERNAL TABLE IF NOT EXISTS `Lake`.`daily` (
                  `userid` string COMMENT 'it''s', shard BIGINT, amount decimal(10, 2)
                )
                COMMENT 'per user'
                PARTITIONED BY (`day` string, partition smallint)
                STORED AS PARQUET
                LOCATION 's3://lake/daily/'
                TBLPROPERTIES ('projection.enabled'='true', "projection.day.type"="date");
                """
                    .replace("it''s", "it\\'s"));

    assertThat(table.name()).isEqualTo(new TableName(Optional.of("lake"), "daily"));
    assertThat(table.ifNotExists()).isTrue();
    assertThat(table.columns())
        .containsExactly(
            new Column("userid", "string"),
            new Column("shard", "bigint"),
            new Column("amount", "decimal(10,2)"));
    assertThat(table.partitionColumns())
        .containsExactly(new Column("day", "string"), new Column("partition", "smallint"));
    assertThat(table.format()).isEqualTo(StorageFormat.PARQUET);
    assertThat(table.location()).isEqualTo("s3://lake/daily/");
    assertThat(table.properties())
        .isEqualTo(
            Map.of(
                "comment", "per user",
                "projection.enabled", "true",
                "projection.day.type", "date"));
  }

  @Test
  void aDelimiterMayBeAnEscape() {
    for (String delimiter : List.of("'\\t'", "'\\011'", "'\\u0009'")) {
      CreateTable table =
          (CreateTable)
              HiveParser.parse(
                  "CREATE EXTERNAL TABLE t (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY "
                      + delimiter
                      + " LOCATION 's3://lake/t/'");

      assertThat(table.properties()).isEqualTo(Map.of("field.delim", "\t"));
      assertThat(table.format()).isEqualTo(StorageFormat.TEXTFILE);
    }
  }

  @Test
  void aSerdeOfASupportedFormatIsTheFormat() {
    CreateTable table =
        (CreateTable)
            HiveParser.parse(
                "CREATE EXTERNAL TABLE t (a int) ROW FORMAT SERDE"
                    + " 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'"
                    + " LOCATION 's3://lake/t/'");

    assertThat(table.format()).isEqualTo(StorageFormat.PARQUET);
    assertThatThrownBy(
            () ->
                HiveParser.parse(
                    "CREATE EXTERNAL TABLE t (a int) ROW FORMAT SERDE 'org.openx.JsonSerDe'"
                        + " LOCATION 's3://lake/t/'"))
        .hasMessageContaining("SerDe 'org.openx.JsonSerDe' is not supported here");
  }

  @Test
  void otherStatementsAreReadAsTheyAre() {
    assertThat(HiveParser.parse("create schema if not exists d comment 'x'"))
        .isEqualTo(new CreateDatabase("d", true, "x", Map.of()));
    assertThat(HiveParser.parse("SHOW TABLES IN d 'a*|b'"))
        .isEqualTo(new ShowTables(Optional.of("d"), Optional.of("a*|b")));
    assertThat(HiveParser.parse("ALTER TABLE `t` SET TBLPROPERTIES ('a' = 'b')"))
        .isEqualTo(new SetProperties(new TableName(Optional.empty(), "t"), Map.of("a", "b")));
  }

  @Test
  void errorsTellLineAndColumnAsHiveCountsThem() {
    assertThatThrownBy(() -> HiveParser.parse("CREATE EXTERNAL TABLE t\n  (a strin) LOCATION 'x'"))
        .isInstanceOf(HiveParseException.class)
        .hasMessage(
            "FAILED: ParseException line 2:10 cannot recognize the type 'strin' of column 'a'");
    assertThatThrownBy(() -> HiveParser.parse("DROP TABLE IF t"))
        .hasMessage("FAILED: ParseException line 1:14 extraneous input 't' expecting EOF");
    assertThatThrownBy(() -> HiveParser.parse("ALTER TABLE t RENAME TO u"))
        .hasMessage(
            "FAILED: ParseException line 1:14 cannot recognize input near 'RENAME' 'TO' 'u' in"
                + " alter table statement");
    assertThatThrownBy(() -> HiveParser.parse("SHOW TABLES 'open"))
        .hasMessageContaining("line 1:12 character ''' not supported here");
    assertThatThrownBy(
            () -> HiveParser.parse("CREATE EXTERNAL TABLE t (a array<string>) LOCATION 'x'"))
        .hasMessageContaining("nested types are not supported here");
  }

  @Test
  void aTableNeedsExternalAndLocation() {
    assertThatThrownBy(() -> HiveParser.parse("CREATE TABLE t (a int)"))
        .hasMessage("FAILED: ParseException line 1:7 missing EXTERNAL at 'TABLE' near 'CREATE'");
    assertThatThrownBy(() -> HiveParser.parse("CREATE EXTERNAL TABLE t (a int)"))
        .hasMessageContaining("missing LOCATION");
  }
}
