package com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure;

import java.util.Arrays;

/**
 * The kinds of failure that the embedded Athena reports, numbered as Athena's error catalog does.
 */
public enum FailureType {
  USER_ERROR(2, 1000),
  DATA_ERROR(2, 1001),
  DDL_TASK_FAILED(2, 1003),
  SYNTAX_ERROR(2, 1006),
  QUERY_CANCELLED(2, 1011),
  ENGINE_ERROR(1, 200);

  private final int category;
  private final int number;

  FailureType(int category, int number) {
    this.category = category;
    this.number = number;
  }

  /** The type with a number; what is unknown is an engine error. */
  public static FailureType ofNumber(int number) {
    return Arrays.stream(values())
        .filter(type -> type.number == number)
        .findFirst()
        .orElse(ENGINE_ERROR);
  }

  /** {@code ErrorCategory}: 1 system, 2 user. */
  public int category() {
    return category;
  }

  /** {@code ErrorType}. */
  public int number() {
    return number;
  }

  /** {@code Retryable}: whether the same query may succeed when it is submitted again. */
  public boolean retryable() {
    return this == ENGINE_ERROR;
  }
}
