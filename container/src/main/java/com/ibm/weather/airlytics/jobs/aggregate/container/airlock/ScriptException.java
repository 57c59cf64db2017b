package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

/** A script did not end well; the message says why and begins to quote it. */
final class ScriptException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  ScriptException(String reason, String script) {
    this(reason, script, null);
  }

  ScriptException(String reason, String script, Throwable cause) {
    super(reason + ", in: " + Excerpt.of(script), cause);
    this.reason = reason;
  }

  /** The message without the script. */
  String reason() {
    return reason;
  }
}
