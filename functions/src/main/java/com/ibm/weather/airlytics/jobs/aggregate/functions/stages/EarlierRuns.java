package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import java.util.Set;

/** The runs of an aggregation before the one that holds its lease. */
@FunctionalInterface
public interface EarlierRuns {

  /** For where no earlier run can have left anything. */
  EarlierRuns NONE = (run, workGroups) -> {};

  /**
   * Stops all queries of an aggregation that earlier runs left running, and returns when they are
   * over.
   *
   * @param run the run that has taken the lease over; none of its own queries runs yet
   * @param workGroups where the earlier runs had their queries
   */
  void stopQueries(Run run, Set<String> workGroups);
}
