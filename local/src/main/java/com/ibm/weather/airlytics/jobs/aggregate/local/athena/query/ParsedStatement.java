package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.Insert;
import io.trino.sql.tree.Query;

/** A statement that the embedded Athena accepts. */
sealed interface ParsedStatement {

  /** What the statement does. */
  StatementKind kind();

  /** SELECT, WITH or VALUES. */
  record Select(Query query) implements ParsedStatement {
    @Override
    public StatementKind kind() {
      return StatementKind.SELECT;
    }
  }

  /** CREATE TABLE ... AS SELECT. */
  record CreateTableAs(CreateTableAsSelect statement) implements ParsedStatement {
    @Override
    public StatementKind kind() {
      return StatementKind.CREATE_TABLE_AS_SELECT;
    }
  }

  /** INSERT INTO. */
  record InsertInto(Insert statement) implements ParsedStatement {
    @Override
    public StatementKind kind() {
      return StatementKind.INSERT;
    }
  }

  /** A statement in Hive's language, whose syntax is checked when it runs, as Athena does. */
  record Hive(String sql, StatementKind kind) implements ParsedStatement {}
}
