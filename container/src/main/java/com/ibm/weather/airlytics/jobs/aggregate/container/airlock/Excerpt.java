package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

/** The beginning of a text, on one line, for messages. */
final class Excerpt {

  private static final int LONGEST = 160;

  private Excerpt() {}

  static String of(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
