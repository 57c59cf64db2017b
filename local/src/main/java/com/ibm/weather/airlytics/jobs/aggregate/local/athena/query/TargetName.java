package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Catalog;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.FailureType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.QueryFailedException;
import io.trino.sql.tree.QualifiedName;
import java.util.List;

/**
 * The table that a CTAS or INSERT writes.
 *
 * @param database in lower case
 * @param table in lower case
 */
record TargetName(String database, String table) {

  /**
   * Resolves a name in a statement.
   *
   * @throws QueryFailedException when the name is in a catalog that does not exist
   */
  static TargetName of(QualifiedName name, String defaultDatabase) {
    List<String> parts = name.getParts();
    boolean otherCatalog = parts.size() == 3 && !parts.get(0).equals("awsdatacatalog");
    if (parts.size() > 3 || otherCatalog) {
      throw new QueryFailedException(
          FailureType.USER_ERROR,
          "CATALOG_NOT_FOUND: line 1:1: Catalog '" + parts.get(0) + "' does not exist");
    }
    String table = parts.get(parts.size() - 1);
    return parts.size() == 1
        ? new TargetName(defaultDatabase, table)
        : new TargetName(parts.get(parts.size() - 2), table);
  }

  /** The name with its catalog. */
  String qualified() {
    return "awsdatacatalog." + database + "." + table;
  }

  void requireDatabase(Catalog catalog) {
    if (catalog.database(database).isEmpty()) {
      throw new QueryFailedException(
          FailureType.USER_ERROR,
          "SCHEMA_NOT_FOUND: line 1:1: Schema '" + database + "' does not exist");
    }
  }
}
