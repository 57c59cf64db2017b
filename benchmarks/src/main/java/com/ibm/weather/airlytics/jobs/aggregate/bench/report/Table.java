package com.ibm.weather.airlytics.jobs.aggregate.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown. */
public final class Table {

  private final List<String> lines = new ArrayList<>();
  private final int columns;

  /** A table without rows yet; the first column is text, the others are numbers. */
  public Table(String... heading) {
    columns = heading.length;
    lines.add(line(List.of(heading)));
    lines.add("|---" + String.join("", Collections.nCopies(columns - 1, "|---:")) + "|");
  }

  /** Adds a row. */
  public Table row(Object... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          "%d cells for %d columns".formatted(cells.length, columns));
    }
    lines.add(line(List.of(cells).stream().map(Object::toString).toList()));
    return this;
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
