package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Catalog;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.EngineSession;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.ObjectLocation;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.ObjectStore;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.QueryTables;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What a statement runs with.
 *
 * @param execution the execution as it was submitted
 * @param started when it started, which is what NOW means in partition projection
 * @param outputFolder where results go
 * @param catalog the databases and tables
 * @param store the objects
 * @param session the connection to the engine
 * @param tables the tables that the query reads
 * @param fault what happens to it besides
 */
record QueryContext(
    QueryExecution execution,
    Instant started,
    ObjectLocation outputFolder,
    Catalog catalog,
    ObjectStore store,
    EngineSession session,
    QueryTables tables,
    QueryFault fault) {

  private static final DateTimeFormatter ENGINE_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss").withZone(ZoneOffset.UTC);

  /** The database of names without one, in lower case. */
  String database() {
    return execution.request().database().toLowerCase(Locale.ROOT);
  }

  /** The query has come to a moment, which may be its last. */
  void reach(QueryFault.Moment moment) {
    fault.reach(moment, session::cancel);
  }

  /**
   * The name of the files that the query writes: Trino's style of id, with Athena's id behind it,
   * for example {@code 20210710_030102_00000_b1a5c-b1a5c0de-...}.
   */
  String fileName() {
    return "%s_00000_%s-%s"
        .formatted(ENGINE_TIME.format(started), execution.id().substring(0, 5), execution.id());
  }
}
