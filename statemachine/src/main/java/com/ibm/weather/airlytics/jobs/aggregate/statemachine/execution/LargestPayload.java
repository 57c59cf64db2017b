package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

/**
 * The largest of the payloads that travelled through the states of an execution.
 *
 * @param bytes its size as JSON in UTF-8
 * @param what which of the state's payloads it was, for example {@code result}
 * @param path the state
 */
public record LargestPayload(int bytes, String what, StatePath path) {

  @Override
  public String toString() {
    return "the %s of %s, %,d bytes".formatted(what, path, bytes);
  }
}
