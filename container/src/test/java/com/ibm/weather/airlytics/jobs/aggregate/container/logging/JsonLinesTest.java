package com.ibm.weather.airlytics.jobs.aggregate.container.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class JsonLinesTest {

  private final LoggerContext context = new LoggerContext();
  private final JsonLines encoder = new JsonLines();

  @BeforeEach
  void start() {
    context.setMDCAdapter(MDC.getMDCAdapter());
    encoder.setContext(context);
    encoder.start();
  }

  @Test
  void saysWhenHowBadWhatAndWhere() {
    assertThat(line(Level.WARN, "a \"day\"\nof two lines, {}", null))
        .isEqualTo(
            """
            {"timestamp":"2021-07-01T03:00:00.000Z","level":"WARN",\
            "message":"a \\"day\\"\\nof two lines, ä€","logger":"the.logger","thread":"main"}
            """);
  }

  @Test
  void hasTheFieldsOfTheThread() {
    LogFields.Scope run = LogFields.run("run-1");
    LogFields.place("run-1", Optional.of("ExportCsv"), Optional.of("2021-06-30"), Optional.empty());
    LogFields.Scope query = LogFields.query(Optional.of("query-1"));
    assertThat(Json.tree(line(Level.INFO, "{}", null), "the line"))
        .isEqualTo(
            Json.tree(
                """
                {"timestamp": "2021-07-01T03:00:00.000Z", "level": "INFO", "message": "ä€",
                 "run": "run-1", "stage": "ExportCsv", "day": "2021-06-30", "queryId": "query-1",
                 "logger": "the.logger", "thread": "main"}
                """,
                "the expected line"));
    query.close();
    assertThat(MDC.getCopyOfContextMap()).containsOnlyKeys("run", "stage", "day");
    run.close();
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void keepsAStackTraceInTheSameLine() {
    String line = line(Level.ERROR, "{}", new IllegalStateException("broken"));
    assertThat(line.lines()).hasSize(1);
    assertThat(Json.tree(line, "the line").path("stackTrace").asText())
        .startsWith("java.lang.IllegalStateException: broken\n\tat ")
        .contains("keepsAStackTraceInTheSameLine");
  }

  private String line(Level level, String message, Throwable throwable) {
    LoggingEvent event =
        new LoggingEvent(
            "", context.getLogger("the.logger"), level, message, throwable, new Object[] {"ä€"});
    event.setInstant(Instant.parse("2021-07-01T03:00:00Z"));
    event.setThreadName("main");
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }
}
