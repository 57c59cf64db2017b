package com.ibm.weather.airlytics.jobs.aggregate.bench.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a benchmark has to say.
 *
 * @param name of the benchmark
 * @param markdown headings from the second level on, tables, links to the plots
 * @param plots SVG texts by file name
 * @param figures numbers by name, for what is computed from them elsewhere
 */
public record Chapter(
    String name, String markdown, Map<String, String> plots, Map<String, Double> figures) {

  public Chapter {
    plots = Map.copyOf(plots);
    figures = Map.copyOf(new TreeMap<>(figures));
  }
}
