package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.ObjectLocation;

/**
 * What a statement does. The types are those of the API reference of GetQueryExecution, which
 * counts CREATE TABLE AS SELECT as DML, and SHOW and DESCRIBE as UTILITY.
 */
public enum StatementKind {
  SELECT("DML"),
  CREATE_TABLE_AS_SELECT("DML"),
  INSERT("DML"),
  DDL("DDL"),
  UTILITY("UTILITY");

  private final String type;

  StatementKind(String type) {
    this.type = type;
  }

  /** {@code StatementType}: DDL, DML or UTILITY. */
  public String type() {
    return type;
  }

  /** Where Athena puts the result of such a statement. */
  ObjectLocation output(ObjectLocation folder, String queryId) {
    return switch (this) {
      case SELECT -> folder.resolve(queryId + ".csv");
      case CREATE_TABLE_AS_SELECT -> folder.resolve("tables/" + queryId);
      case INSERT -> folder.resolve(queryId);
      case DDL, UTILITY -> folder.resolve(queryId + ".txt");
    };
  }
}
