package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.QuotaUse;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param exitCode 0 when all was done or there was nothing to do, 1 on failure, 2 when the
 *     configuration or the request is wrong
 * @param ending the last line of the log: what happened, and what to do
 * @param stages the stages that ended well
 * @param path the states that were entered
 * @param quotaUse how near the run would have come to the quotas of Step Functions; empty when no
 *     state was entered
 */
public record JobResult(
    int exitCode,
    String ending,
    List<StageFigures> stages,
    List<StatePath> path,
    Optional<QuotaUse> quotaUse) {

  /** All was done, or there was nothing to do. */
  public static final int DONE = 0;

  /** Something failed; the next run carries on. */
  public static final int FAILED = 1;

  /** The configuration or the request is wrong; nothing was touched. */
  public static final int WRONG_INPUT = 2;

  /** A run that did not come to its first stage. */
  public static JobResult withoutStages(int exitCode, String ending) {
    return new JobResult(exitCode, ending, List.of(), List.of(), Optional.empty());
  }

  public JobResult {
    stages = List.copyOf(stages);
    path = List.copyOf(path);
  }
}
