package com.ibm.weather.airlytics.jobs.aggregate.container.logging;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Begins a line of text with its run, by the first 8 characters of the id, all as wide: what
 * follows stays in its column. A line of no run begins without.
 */
public final class RunOfLine extends ClassicConverter {

  private static final int LENGTH = 8;

  @Override
  public String convert(ILoggingEvent event) {
    String run = event.getMDCPropertyMap().getOrDefault(LogFields.RUN, "");
    return run.isEmpty() ? "" : run.substring(0, Math.min(LENGTH, run.length())) + " ";
  }
}
