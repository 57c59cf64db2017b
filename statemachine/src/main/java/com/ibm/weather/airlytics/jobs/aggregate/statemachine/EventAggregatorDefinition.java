package com.ibm.weather.airlytics.jobs.aggregate.statemachine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The state machine definition of the job, the very file that AWS Step Functions executes. */
public final class EventAggregatorDefinition {

  private static final String FILE = "event-aggregator.asl.json";

  private EventAggregatorDefinition() {}

  /** The definition as JSON, with its <code>${...}</code> placeholders. */
  public static String text() {
    try (InputStream file = EventAggregatorDefinition.class.getResourceAsStream(FILE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE + " from the class path", e);
    }
  }
}
