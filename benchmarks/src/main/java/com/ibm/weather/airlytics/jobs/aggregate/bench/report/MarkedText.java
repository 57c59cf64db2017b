package com.ibm.weather.airlytics.jobs.aggregate.bench.report;

import java.util.Optional;

/** Parts of a Markdown text between comments that name them. */
public final class MarkedText {

  private MarkedText() {}

  /** The part with its comments around. */
  public static String marked(String name, String part) {
    return begin(name) + "\n" + part.strip() + "\n" + end(name);
  }

  /** The part of that name; empty when the text has none. */
  public static Optional<String> find(String text, String name) {
    int from = text.indexOf(begin(name));
    int to = text.indexOf(end(name));
    return from < 0 || to < from
        ? Optional.empty()
        : Optional.of(text.substring(from + begin(name).length(), to).strip());
  }

  /**
   * The text with another part of that name.
   *
   * @throws IllegalArgumentException when the text has none
   */
  public static String replace(String text, String name, String part) {
    String before =
        find(text, name)
            .orElseThrow(
                () -> new IllegalArgumentException("no part %s in the text".formatted(name)));
    int from = text.indexOf(begin(name));
    int to = text.indexOf(end(name)) + end(name).length();
    return before.equals(part.strip())
        ? text
        : text.substring(0, from) + marked(name, part) + text.substring(to);
  }

  private static String begin(String name) {
    return "<!-- begin " + name + ": written by ./bench -->";
  }

  private static String end(String name) {
    return "<!-- end " + name + " -->";
  }
}
