package com.ibm.weather.airlytics.jobs.aggregate.container.logging;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ends a line of text with stage, day and query, as far as they are known: {@code [ExportCsv
 * 2021-06-30 query-1]}.
 */
public final class PlaceOfLine extends ClassicConverter {

  @Override
  public String convert(ILoggingEvent event) {
    Map<String, String> fields = event.getMDCPropertyMap();
    String place =
        Stream.of(LogFields.STAGE, LogFields.DAY, LogFields.QUERY_ID)
            .filter(fields::containsKey)
            .map(fields::get)
            .collect(Collectors.joining(" "));
    return place.isEmpty() ? "" : "  [" + place + "]";
  }
}
