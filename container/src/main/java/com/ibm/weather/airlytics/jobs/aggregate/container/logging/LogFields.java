package com.ibm.weather.airlytics.jobs.aggregate.container.logging;

import java.util.Optional;
import org.slf4j.MDC;

/**
 * What each line of the log says of where it comes from, in fields of their own: {@code run},
 * {@code stage}, {@code day} and {@code queryId}, as far as they are known. They belong to the
 * thread.
 */
public final class LogFields {

  static final String RUN = "run";
  static final String STAGE = "stage";
  static final String DAY = "day";
  static final String QUERY_ID = "queryId";

  private LogFields() {}

  /** The current thread works for a run, until the scope is closed. */
  public static Scope run(String run) {
    Scope scope = put(RUN, run);
    return () -> {
      set(STAGE, Optional.empty());
      set(DAY, Optional.empty());
      set(QUERY_ID, Optional.empty());
      scope.close();
    };
  }

  /**
   * The current thread works in a stage of a run, on a day, and deals with a query, until it works
   * somewhere else.
   */
  public static void place(
      String run, Optional<String> stage, Optional<String> day, Optional<String> queryId) {
    MDC.put(RUN, run);
    set(STAGE, stage);
    set(DAY, day);
    set(QUERY_ID, queryId);
  }

  /** The current thread deals with a query, if there is one, until the scope is closed. */
  public static Scope query(Optional<String> id) {
    return id.map(present -> put(QUERY_ID, present)).orElse(() -> {});
  }

  /** The time for which a field holds. */
  @FunctionalInterface
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  private static Scope put(String field, String value) {
    Optional<String> before = Optional.ofNullable(MDC.get(field));
    MDC.put(field, value);
    return () -> set(field, before);
  }

  private static void set(String field, Optional<String> value) {
    value.ifPresentOrElse(present -> MDC.put(field, present), () -> MDC.remove(field));
  }
}
