package com.ibm.weather.airlytics.jobs.aggregate.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A plot as SVG, both axes logarithmic: a power is a straight line, its exponent the slope. */
public final class Plot {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int LEFT = 70;
  private static final int RIGHT = 180;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00");

  private final String title;
  private final String unit;
  private final List<Series> series;
  private final Axis x;
  private final Axis y;

  /** From a power of ten to another, and where they are on the paper. */
  private record Axis(int low, int high, int from, int to) {

    double place(double value) {
      return from + (Math.log10(value) - low) / (high - low) * (to - from);
    }

    static Axis of(List<Series> series, ToDoubleFunction<Series.Point> value, int from, int to) {
      List<Double> logarithms =
          series.stream()
              .flatMap(line -> line.points().stream())
              .map(point -> Math.log10(value.applyAsDouble(point)))
              .sorted()
              .toList();
      int low = (int) Math.floor(logarithms.get(0));
      int high = (int) Math.ceil(logarithms.get(logarithms.size() - 1));
      return new Axis(low, Math.max(high, low + 1), from, to);
    }
  }

  /**
   * A plot.
   *
   * @param title what it shows
   * @param unit what grows to the right
   */
  public Plot(String title, String unit, List<Series> series) {
    this.title = title;
    this.unit = unit;
    this.series = List.copyOf(series);
    this.x = Axis.of(series, Series.Point::x, LEFT, WIDTH - RIGHT);
    this.y = Axis.of(series, Series.Point::y, HEIGHT - BOTTOM, TOP);
  }

  /** The SVG. */
  public String svg() {
    List<String> parts = new ArrayList<>();
    parts.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">"
            .formatted(WIDTH, HEIGHT));
    parts.add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
    parts.add(text(LEFT, TOP / 2.0, "start", title));
    parts.add(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", unit));
    for (int power = x.low(); power <= x.high(); power++) {
      double place = x.place(Math.pow(10, power));
      parts.add(line(place, y.from(), place, y.to()));
      parts.add(text(place, HEIGHT - BOTTOM + 18, "middle", power(power)));
    }
    for (int power = y.low(); power <= y.high(); power++) {
      double place = y.place(Math.pow(10, power));
      parts.add(line(x.from(), place, x.to(), place));
      parts.add(text(LEFT - 6, place + 4, "end", power(power)));
    }
    for (int index = 0; index < series.size(); index++) {
      parts.addAll(curve(series.get(index), COLOURS.get(index % COLOURS.size()), index));
    }
    parts.add("</svg>\n");
    return String.join("\n", parts);
  }

  private List<String> curve(Series line, String colour, int index) {
    List<String> parts = new ArrayList<>();
    parts.add(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>"
            .formatted(
                colour,
                line.points().stream()
                    .map(point -> number(x.place(point.x())) + "," + number(y.place(point.y())))
                    .collect(Collectors.joining(" "))));
    for (Series.Point point : line.points()) {
      parts.add(
          "<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"/>"
              .formatted(number(x.place(point.x())), number(y.place(point.y())), colour));
    }
    int row = TOP + 12 + 18 * index;
    parts.add(
        "<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/>"
            .formatted(WIDTH - RIGHT + 14, row - 9, colour));
    parts.add(text(WIDTH - RIGHT + 30, row, "start", line.name()));
    return parts;
  }

  private static String power(int power) {
    return power >= -2 && power <= 3
        ? Double.toString(Math.pow(10, power)).replaceAll("\\.0$", "")
        : "1e" + power;
  }

  private static String line(double x1, double y1, double x2, double y2) {
    return "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"#ddd\"/>"
        .formatted(number(x1), number(y1), number(x2), number(y2));
  }

  private static String text(double x, double y, String anchor, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
        .formatted(number(x), number(y), anchor, escaped);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
