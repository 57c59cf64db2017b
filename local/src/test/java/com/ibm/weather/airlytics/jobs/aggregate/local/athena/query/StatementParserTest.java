package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.InvalidRequestException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementParserTest {

  private static StatementKind kind(String sql) {
    return StatementParser.parse(sql).kind();
  }

  @Test
  void queriesAreTrinos() {
    for (String sql :
        List.of(
            "SELECT 1",
            " -- a comment\n/* another */ select 1;",
            "WITH a AS (SELECT 1) SELECT * FROM a",
            "(SELECT 1) UNION (SELECT 2)",
            "VALUES 1")) {
      assertThat(kind(sql)).as(sql).isEqualTo(StatementKind.SELECT);
    }
    assertThat(kind("INSERT INTO t SELECT 1")).isEqualTo(StatementKind.INSERT);
  }

  @Test
  void createTableAsIsTrinosHoweverTheTableIsNamed() {
    for (String sql :
        List.of(
            "CREATE TABLE t AS SELECT 1 AS a",
            "create table if not exists d.t\nwith (format = 'PARQUET')\nas select 1 as a",
            "CREATE TABLE \"my database\".\"my table\" WITH(format = 'PARQUET') AS SELECT 1 AS a")) {
      assertThat(kind(sql)).as(sql).isEqualTo(StatementKind.CREATE_TABLE_AS_SELECT);
    }
  }

  @Test
  void allOtherStatementsOnTablesAreHives() {
    for (String sql :
        List.of(
            "CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/t'",
            "CREATE TABLE t (a int)",
            "DROP TABLE t",
            "ALTER TABLE t SET LOCATION 's3://lake/t'",
            "CREATE SCHEMA d")) {
      assertThat(kind(sql)).as(sql).isEqualTo(StatementKind.DDL);
    }
    for (String sql : List.of("SHOW TABLES", "show create table t", "DESC t", "DESCRIBE t")) {
      assertThat(kind(sql)).as(sql).isEqualTo(StatementKind.UTILITY);
    }
  }

  @Test
  void backticksInCreateTableAsAreRefused() {
    assertThatThrownBy(() -> kind("CREATE TABLE `t` AS SELECT 1 AS a"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("backquoted identifiers are not supported");
  }

  @Test
  void whatIsNoStatementIsRefused() {
    for (String sql : List.of("", "  ", ";", "nonsense", "MERGE INTO t")) {
      assertThatThrownBy(() -> kind(sql))
          .as(sql)
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageStartingWith("Queries of this type are not supported");
    }
  }
}
