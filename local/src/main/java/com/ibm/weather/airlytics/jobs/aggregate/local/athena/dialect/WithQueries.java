package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The named queries that a query can use as tables. */
record WithQueries(Map<String, Named> named) {

  static final WithQueries NONE = new WithQueries(Map.of());

  /** A query by the name that it has in DuckDB. */
  record Named(String duckdbName, List<QueryTranslator.Output> columns) {}

  WithQueries {
    named = Map.copyOf(named);
  }

  WithQueries and(String name, Named query) {
    Map<String, Named> more = new HashMap<>(named);
    more.put(name.toLowerCase(Locale.ROOT), query);
    return new WithQueries(more);
  }

  Optional<Named> find(String name) {
    return Optional.ofNullable(named.get(name.toLowerCase(Locale.ROOT)));
  }
}
