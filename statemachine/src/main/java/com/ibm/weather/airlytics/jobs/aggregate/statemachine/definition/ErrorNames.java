package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import java.util.List;
import java.util.Set;

/**
 * The errors that a retrier or a catcher names.
 *
 * @param names error names, among them possibly the wildcards {@code States.ALL} and {@code
 *     States.TaskFailed}
 */
public record ErrorNames(List<String> names) {
  /** Matches every error but those that end an execution. */
  public static final String ALL = "States.ALL";

  /** As a name in a retrier or catcher, matches what {@code States.ALL} does but a time-out. */
  public static final String TASK_FAILED = "States.TaskFailed";

  /** A task or an execution took longer than allowed. */
  public static final String TIMEOUT = "States.Timeout";

  /** A payload was larger than 256 KiB; no wildcard matches it. */
  public static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";

  /** The interpreter itself failed; nothing matches it. */
  public static final String RUNTIME = "States.Runtime";

  /** An expression failed, had no value or one of the wrong type. */
  public static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";

  /** No choice rule matched and there is no default. */
  public static final String NO_CHOICE_MATCHED = "States.NoChoiceMatched";

  /** An iteration of a Distributed Map failed. */
  public static final String EXCEED_TOLERATED_FAILURE_THRESHOLD =
      "States.ExceedToleratedFailureThreshold";

  /** A task was not allowed to do what it tried. */
  public static final String PERMISSIONS = "States.Permissions";

  /** The reserved names that a retrier or catcher may use here. */
  static final Set<String> RESERVED =
      Set.of(
          ALL,
          TASK_FAILED,
          TIMEOUT,
          DATA_LIMIT_EXCEEDED,
          QUERY_EVALUATION_ERROR,
          NO_CHOICE_MATCHED,
          EXCEED_TOLERATED_FAILURE_THRESHOLD,
          PERMISSIONS);

  /** Takes a copy. */
  public ErrorNames {
    names = List.copyOf(names);
  }

  /** Whether an error of this name is among them. */
  public boolean match(String error) {
    if (error.equals(RUNTIME)) {
      return false;
    }
    boolean wildcard = !error.equals(DATA_LIMIT_EXCEEDED);
    return names.contains(error)
        || (wildcard && names.contains(ALL))
        || (wildcard && names.contains(TASK_FAILED) && !error.equals(TIMEOUT));
  }
}
