package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Where in an execution something happens, written {@code DailyAggregation[3]/PrepareDay}.
 *
 * @param steps the states from the outside in; empty for the execution itself
 */
public record StatePath(List<Step> steps) {
  /** The execution itself. */
  public static final StatePath ROOT = new StatePath(List.of());

  /**
   * A state, or one iteration of a Map.
   *
   * @param state the state's name
   * @param iteration the iteration, from 0; empty for the state itself
   */
  public record Step(String state, OptionalInt iteration) {
    @Override
    public String toString() {
      return iteration.isPresent() ? state + "[" + iteration.getAsInt() + "]" : state;
    }
  }

  /** Takes a copy. */
  public StatePath {
    steps = List.copyOf(steps);
  }

  /** The path of a state within this execution or iteration. */
  public StatePath state(String name) {
    List<Step> deeper = new ArrayList<>(steps);
    deeper.add(new Step(name, OptionalInt.empty()));
    return new StatePath(deeper);
  }

  /** The path of an iteration of the Map that this path leads to. */
  public StatePath iteration(int index) {
    List<Step> deeper = new ArrayList<>(steps);
    Step map = deeper.remove(deeper.size() - 1);
    deeper.add(new Step(map.state(), OptionalInt.of(index)));
    return new StatePath(deeper);
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining("/"));
  }
}
