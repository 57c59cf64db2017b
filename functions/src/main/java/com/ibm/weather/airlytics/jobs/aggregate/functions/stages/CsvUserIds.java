package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import java.io.IOException;
import java.io.Reader;

/** The first fields of a CSV's records; quoted fields may have commas and line breaks in them. */
final class CsvUserIds {

  private static final int END = -1;

  private final Reader csv;
  private String current = "";

  CsvUserIds(Reader csv) {
    this.csv = csv;
  }

  /** Reads the next record, if there is one. */
  boolean next() throws IOException {
    StringBuilder id = new StringBuilder();
    boolean first = true;
    boolean quoted = false;
    boolean quoteBefore = false;
    int character = csv.read();
    if (character == END) {
      return false;
    }
    while (character != END && (quoted || character != '\n')) {
      if (character == '"') {
        if (!quoted && quoteBefore && first) {
          id.append('"'); // a quote is doubled within quotes
        }
        quoted = !quoted;
        quoteBefore = !quoted;
      } else {
        quoteBefore = false;
        first = first && (quoted || character != ',');
        if (first) {
          id.append((char) character);
        }
      }
      character = csv.read();
    }
    current = id.toString();
    return true;
  }

  /** The user id of the record that was read last. */
  String current() {
    return current;
  }
}
