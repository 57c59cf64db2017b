package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Template;
import java.util.List;
import java.util.Optional;

/**
 * Runs a workflow for each item of an array.
 *
 * @param mode how the iterations run
 * @param label names the iterations of a Distributed Map
 * @param items the array; the state's input when empty
 * @param itemSelector the input of an iteration; the item itself when empty
 * @param maxConcurrency how many iterations run at a time, 0 for no limit
 * @param itemProcessor the workflow of an iteration
 */
public record MapState(
    String name,
    Optional<String> comment,
    Mode mode,
    Optional<String> label,
    Optional<Template> items,
    Optional<Template> itemSelector,
    Template maxConcurrency,
    Workflow itemProcessor,
    List<Retrier> retriers,
    List<Catcher> catchers,
    Continuation then)
    implements RecoverableState {

  /** How iterations run. */
  public enum Mode {
    /** Within the execution: they see its variables, and at most 40 run at a time. */
    INLINE,
    /** Each an execution of its own, which sees nothing but its input. */
    DISTRIBUTED
  }

  @Override
  public String type() {
    return "Map";
  }
}
