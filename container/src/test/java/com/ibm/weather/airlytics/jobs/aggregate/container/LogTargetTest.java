package com.ibm.weather.airlytics.jobs.aggregate.container;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The log leaves the standard output when it is told to. */
class LogTargetTest {

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private final ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream newOut = new ByteArrayOutputStream();
  private final ByteArrayOutputStream newErr = new ByteArrayOutputStream();

  @BeforeEach
  void logToTheConsole() {
    System.setOut(new PrintStream(newOut, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(newErr, true, StandardCharsets.UTF_8));
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(root.getLoggerContext());
    encoder.setPattern("%msg%n");
    encoder.start();
    console.setContext(root.getLoggerContext());
    console.setEncoder(encoder);
    console.start();
    root.addAppender(console);
    root.setLevel(Level.WARN);
  }

  @AfterEach
  void restore() {
    root.setLevel(level);
    root.detachAppender(console);
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void goesToTheStandardError() {
    root.warn("before");
    LogTarget.standardError();
    root.warn("after");
    assertThat(newOut.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("before\n");
    assertThat(newErr.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("after\n");
  }
}
