package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * How an execution ended.
 *
 * @param status how
 * @param output the output; present when it succeeded
 * @param failure the reason; present when it failed or timed out
 * @param quotaUse how near it came to the quotas of Step Functions
 */
public record ExecutionResult(
    Status status, Optional<JsonNode> output, Optional<Failure> failure, QuotaUse quotaUse) {

  /** How an execution can end. */
  public enum Status {
    /** The workflow came to its end. */
    SUCCEEDED,
    /** A state failed and nothing caught its error. */
    FAILED,
    /** It took longer than the machine's {@code TimeoutSeconds}. */
    TIMED_OUT,
    /** It was cancelled. */
    ABORTED
  }

  static ExecutionResult succeeded(JsonNode output, QuotaUse quotaUse) {
    return new ExecutionResult(Status.SUCCEEDED, Optional.of(output), Optional.empty(), quotaUse);
  }

  static ExecutionResult failed(Failure failure, QuotaUse quotaUse) {
    return new ExecutionResult(Status.FAILED, Optional.empty(), Optional.of(failure), quotaUse);
  }

  static ExecutionResult timedOut(Failure failure, QuotaUse quotaUse) {
    return new ExecutionResult(Status.TIMED_OUT, Optional.empty(), Optional.of(failure), quotaUse);
  }

  static ExecutionResult aborted(QuotaUse quotaUse) {
    return new ExecutionResult(Status.ABORTED, Optional.empty(), Optional.empty(), quotaUse);
  }
}
