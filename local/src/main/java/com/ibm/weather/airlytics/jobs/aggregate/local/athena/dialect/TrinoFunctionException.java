package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

/** A value that makes a function of the query fail; DuckDB passes the message on. */
final class TrinoFunctionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String text;

  /**
   * @param errorName Trino's name of the error
   * @param text what is wrong with which value
   */
  TrinoFunctionException(String errorName, String text) {
    super(errorName + ": " + text);
    this.text = text;
  }

  static TrinoFunctionException cannotCast(String value, String type) {
    return new TrinoFunctionException(
        "INVALID_CAST_ARGUMENT", "Cannot cast '%s' to %s".formatted(value, type));
  }

  static TrinoFunctionException invalidArgument(String text) {
    return new TrinoFunctionException("INVALID_FUNCTION_ARGUMENT", text);
  }

  String text() {
    return text;
  }
}
