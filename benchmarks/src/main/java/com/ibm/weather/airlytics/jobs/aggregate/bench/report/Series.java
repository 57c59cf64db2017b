package com.ibm.weather.airlytics.jobs.aggregate.bench.report;

import java.util.List;

/**
 * A line of a plot: what was measured at growing sizes.
 *
 * @param name what it is
 * @param points in the order of their x
 */
public record Series(String name, List<Point> points) {

  /** A point; both are positive. */
  public record Point(double x, double y) {}

  public Series {
    points = List.copyOf(points);
  }

  /**
   * The power of x with which y grows: the slope of the straight line that fits best where both
   * axes are logarithmic.
   */
  public double exponent() {
    double meanX = points.stream().mapToDouble(point -> Math.log(point.x())).average().orElse(0);
    double meanY = points.stream().mapToDouble(point -> Math.log(point.y())).average().orElse(0);
    double both = 0;
    double square = 0;
    for (Point point : points) {
      double x = Math.log(point.x()) - meanX;
      both += x * (Math.log(point.y()) - meanY);
      square += x * x;
    }
    return both / square;
  }
}
