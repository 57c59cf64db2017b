package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueriesException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.OwnStatements;
import java.time.Instant;
import java.util.Set;

/** The runs of an aggregation before the one that holds its lease. */
@FunctionalInterface
interface EarlierRuns {

  /**
   * Stops all queries of an aggregation that earlier runs left running, and returns when they are
   * over.
   *
   * @param run the run that has taken the lease over; none of its own queries runs yet
   * @param workGroups where the earlier runs had their queries
   * @throws StageException when they do not end, or Athena does not tell
   */
  void stopQueries(Run run, Set<String> workGroups);

  /** Those whose queries Athena knows. */
  static EarlierRuns in(EarlierQueries queries) {
    return (run, workGroups) -> {
      OwnStatements statements = new OwnStatements(run.configuration());
      try {
        workGroups.forEach(workGroup -> queries.stop(workGroup, Instant.EPOCH, statements.all()));
      } catch (EarlierQueriesException e) {
        throw new StageException(
            Stage.CHECK_LAST_DAY,
            run.lastDay(),
            "an earlier run is gone, but %s; if it is certain that none of its queries goes on, delete %s"
                .formatted(e.getMessage(), LeaseStore.uri(run)),
            e);
      }
    };
  }
}
