package com.ibm.weather.airlytics.jobs.aggregate.container.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * A line of JSON for each event: {@code timestamp} (ISO 8601 in UTC), {@code level}, {@code
 * message}, the fields of {@link LogFields}, {@code logger}, {@code thread} and, if there is one,
 * {@code stackTrace}. Logback's own JSON encoder knows no ISO time and nests the fields.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
  private static final byte[] NOTHING = new byte[0];

  private final ThrowableProxyConverter stackTraces = new ThrowableProxyConverter();

  @Override
  public void start() {
    stackTraces.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    ObjectNode line = Json.MAPPER.createObjectNode();
    line.put("timestamp", TIMESTAMP.format(Instant.ofEpochMilli(event.getTimeStamp())));
    line.put("level", event.getLevel().toString());
    line.put("message", event.getFormattedMessage());
    event.getMDCPropertyMap().forEach(line::put);
    line.put("logger", event.getLoggerName());
    line.put("thread", event.getThreadName());
    String stackTrace = stackTraces.convert(event);
    if (!stackTrace.isEmpty()) {
      line.put("stackTrace", stackTrace);
    }
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
