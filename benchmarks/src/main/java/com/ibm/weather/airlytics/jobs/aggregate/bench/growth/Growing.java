package com.ibm.weather.airlytics.jobs.aggregate.bench.growth;

import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.bytes;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.count;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.decimal;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.time;

import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Plot;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Series;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Series.Point;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Runs at a size that grows. */
final class Growing {

  private static final double MEGABYTE = 1e6;

  /** A run at a size. */
  private record Sized(int size, int statements, long bytes, double seconds) {}

  private final String what;
  private final List<Sized> runs = new ArrayList<>();

  /**
   * @param what grows, in the plural
   */
  Growing(String what) {
    this.what = what;
  }

  void add(int size, int statements, long bytes, double seconds) {
    runs.add(new Sized(size, statements, bytes, seconds));
  }

  String what() {
    return what;
  }

  /** The table, with the exponents in its last line. */
  String table() {
    Table table = new Table(what, "statements", "scanned", "time");
    for (Sized run : runs) {
      table.row(
          count(run.size()), count(run.statements()), bytes(run.bytes()), time(run.seconds()));
    }
    List<Series> series = series();
    table.row(
        "**exponent**",
        decimal(series.get(0).exponent()),
        decimal(series.get(1).exponent()),
        decimal(series.get(2).exponent()));
    return table.toString();
  }

  String svg() {
    return new Plot("How a run grows with " + what, what, series()).svg();
  }

  /** The exponents by name. */
  Map<String, Double> exponents() {
    List<Series> series = series();
    return Map.of(
        "growth.%s.exponent.statements".formatted(what), series.get(0).exponent(),
        "growth.%s.exponent.bytes".formatted(what), series.get(1).exponent(),
        "growth.%s.exponent.seconds".formatted(what), series.get(2).exponent());
  }

  private List<Series> series() {
    return List.of(
        series("statements", Sized::statements),
        series("megabytes scanned", run -> run.bytes() / MEGABYTE),
        series("seconds", Sized::seconds));
  }

  private Series series(String name, ToDoubleFunction<Sized> value) {
    return new Series(
        name, runs.stream().map(run -> new Point(run.size(), value.applyAsDouble(run))).toList());
  }
}
