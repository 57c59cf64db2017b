package com.ibm.weather.airlytics.jobs.aggregate.container.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.MDC;

/** The log as a person reads it, set up by the container's own file. */
class TextLinesTest {

  private final LoggerContext context = new LoggerContext();
  private OutputStreamAppender<ILoggingEvent> console;

  @BeforeEach
  void start() throws Exception {
    context.setMDCAdapter(MDC.getMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(TextLinesTest.class.getResource("/logback.xml"));
    console =
        (OutputStreamAppender<ILoggingEvent>)
            context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("CONSOLE");
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aLineOfARunHasItsIdShortenedAndEndsWithThePlace() {
    LogFields.Scope run = LogFields.run("0f8fad5b-d9cb-469f-a165-70867728950e");
    assertThat(line("The run begins")).isEqualTo("03:00:00 INFO  0f8fad5b The run begins\n");
    LogFields.place(
        "0f8fad5b-d9cb-469f-a165-70867728950e",
        Optional.of("ExportCsv"),
        Optional.of("2021-06-30"),
        Optional.empty());
    assertThat(line("done")).isEqualTo("03:00:00 INFO  0f8fad5b done  [ExportCsv 2021-06-30]\n");
    LogFields.Scope query = LogFields.query(Optional.of("query-1"));
    assertThat(line("slow"))
        .isEqualTo("03:00:00 INFO  0f8fad5b slow  [ExportCsv 2021-06-30 query-1]\n");
    query.close();
    run.close();
  }

  @Test
  void aLineOfNoRunHasNoFields() {
    assertThat(line("valid")).isEqualTo("03:00:00 INFO  valid\n");
  }

  private String line(String message) {
    LoggingEvent event =
        new LoggingEvent("", context.getLogger("logger"), Level.INFO, message, null, null);
    event.setInstant(Instant.parse("2021-07-01T03:00:00Z"));
    return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8)
        .replace("\r\n", "\n");
  }
}
