package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Template;
import java.util.List;
import java.util.Optional;

/**
 * Calls a resource.
 *
 * @param resource the resource's name, one of those the machine was loaded with
 * @param arguments what the resource is given
 * @param timeoutSeconds the longest a call may take, a positive integer; empty for no limit
 */
public record TaskState(
    String name,
    Optional<String> comment,
    String resource,
    Template arguments,
    Optional<Template> timeoutSeconds,
    List<Retrier> retriers,
    List<Catcher> catchers,
    Continuation then)
    implements RecoverableState {

  /** Whether the resource starts a job whose end the task waits for. */
  public boolean waitsForJob() {
    return resource.endsWith(".sync");
  }

  @Override
  public String type() {
    return "Task";
  }
}
