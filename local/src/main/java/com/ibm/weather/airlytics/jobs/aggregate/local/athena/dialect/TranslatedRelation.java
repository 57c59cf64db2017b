package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import io.trino.sql.tree.Node;
import java.util.List;

/**
 * Something that rows come from.
 *
 * @param from the DuckDB text for use after FROM
 * @param fields its columns, in order
 */
record TranslatedRelation(String from, List<Field> fields) {

  TranslatedRelation {
    fields = List.copyOf(fields);
  }

  /** The column of a subquery that stands for a value. */
  TypedSql onlyColumn(Node node) {
    if (fields.size() != 1) {
      throw SqlRefusedException.at(
          node,
          "TYPE_MISMATCH",
          "Multiple columns returned by subquery are not yet supported. Found " + fields.size());
    }
    return fields.get(0).read();
  }
}
