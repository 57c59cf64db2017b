package com.ibm.weather.airlytics.jobs.aggregate.container.fakes;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the project logs while a test runs. */
public final class Log implements AutoCloseable {

  private final Logger logger = (Logger) LoggerFactory.getLogger("com.ibm.weather.airlytics");
  private final Level before = logger.getLevel();
  private final ListAppender<ILoggingEvent> appender =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          event.prepareForDeferredProcessing();
          super.append(event);
        }
      };

  private Log(Level level) {
    logger.setLevel(level);
    appender.start();
    logger.addAppender(appender);
  }

  public static Log capture() {
    return new Log(Level.INFO);
  }

  public static Log captureDebug() {
    return new Log(Level.DEBUG);
  }

  /** The messages with their levels, as {@code INFO The run is done.} */
  public List<String> lines() {
    return List.copyOf(appender.list).stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  /** All that was logged, with the fields that the thread had. */
  public List<ILoggingEvent> events() {
    return List.copyOf(appender.list);
  }

  /** The events that show a stack trace. */
  public List<ILoggingEvent> stackTraces() {
    return List.copyOf(appender.list).stream()
        .filter(event -> event.getThrowableProxy() != null)
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setLevel(before);
  }
}
