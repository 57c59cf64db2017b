package com.ibm.weather.airlytics.jobs.aggregate.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The median: what one slow round cannot move. */
public final class Median {

  private Median() {}

  /** The median of a figure of some rounds. */
  public static <T> double of(List<T> rounds, ToDoubleFunction<T> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
