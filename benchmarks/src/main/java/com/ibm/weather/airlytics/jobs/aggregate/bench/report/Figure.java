package com.ibm.weather.airlytics.jobs.aggregate.bench.report;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * A figure that is shown beside its goal.
 *
 * @param title what it is, for readers
 * @param key its name among a report's figures
 * @param goal what it may be at most; empty where it is only of interest
 * @param shown the number as people read it
 */
public record Figure(String title, String key, OptionalDouble goal, DoubleFunction<String> shown) {

  private static final String NO_GOAL = "";

  /** A figure without a goal. */
  public static Figure of(String title, String key, DoubleFunction<String> shown) {
    return new Figure(title, key, OptionalDouble.empty(), shown);
  }

  /** The figure with a goal. */
  public Figure atMost(double goal) {
    return new Figure(title, key, OptionalDouble.of(goal), shown);
  }

  /** The figures that were measured, each with its goal and whether that is met. */
  public static Table table(List<Figure> figures, Map<String, Double> measured) {
    Table table = new Table("", "goal: at most", "measured", "");
    for (Figure figure : figures) {
      if (measured.containsKey(figure.key())) {
        double value = measured.get(figure.key());
        table.row(
            figure.title(),
            figure.goal().isPresent() ? figure.shown().apply(figure.goal().getAsDouble()) : NO_GOAL,
            figure.shown().apply(value),
            figure.verdict(value));
      }
    }
    return table;
  }

  private String verdict(double value) {
    if (goal.isEmpty()) {
      return NO_GOAL;
    }
    return value <= goal.getAsDouble() ? "met" : "**missed**";
  }
}
