package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import java.util.List;

/**
 * A query in DuckDB's dialect.
 *
 * @param sql the DuckDB statement
 * @param columns the result's columns with their Athena types, in order
 */
public record TranslatedQuery(String sql, List<Column> columns) {

  public TranslatedQuery {
    columns = List.copyOf(columns);
  }
}
