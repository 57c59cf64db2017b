package com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive;

/** A statement is not in the Hive syntax that Athena accepts; the message is Athena's. */
public final class HiveParseException extends RuntimeException {

  private static final long serialVersionUID = 1;

  HiveParseException(int line, int column, String finding) {
    super("FAILED: ParseException line %d:%d %s".formatted(line, column, finding));
  }
}
