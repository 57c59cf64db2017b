package com.ibm.weather.airlytics.jobs.aggregate.local.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Writes raw events in the layout of the source table, {@code
 * <folder>/partition=<n>/day=<yyyy-MM-dd>/part-0.parquet} with the columns {@code userid, shard,
 * name, event}. Besides ordinary events, every day but {@link
 * SampleOptions#dayWithoutAdImpressions} has ad impressions with the oddities named here.
 */
public final class SampleEvents {

  /** The {@code revenue} of an ad impression each, as JSON; empty: the attribute is missing. */
  public static final List<String> INVALID_REVENUES =
      List.of("\"abc\"", "{\"amount\":5}", "1.5", "\"NaN\"", "null", "", "1e30");

  /** The {@code revenue} of an ad impression each, as JSON: all of them mean 5. */
  public static final List<String> REVENUES_OF_FIVE = List.of("5.0", "5e0", "\"5\"");

  /** Needs quotes in CSV. */
  public static final String USER_WITH_COMMA = "smith, jane";

  /** Needs quotes in CSV that are doubled inside. */
  public static final String USER_WITH_QUOTE = "jane \"jd\" smith";

  /** Move to the next partition on {@link SampleOptions#dayOfTheMove}, and stay there. */
  public static final List<String> MOVING_USERS =
      List.of("moving-1", "moving-2", "moving-3", "moving-4", "moving-5");

  private static final int MOST_WORKERS = 4;

  private SampleEvents() {}

  /**
   * Writes all days.
   *
   * @param folder created when it is missing; files of the same name are replaced
   * @param written told each day, in order, once its files are complete
   * @throws IOException if a file cannot be written
   */
  public static void write(Path folder, SampleOptions options, Consumer<LocalDate> written)
      throws IOException {
    Path target = Files.createDirectories(folder).toRealPath();
    ConcurrentLinkedQueue<EventGenerator> idle = new ConcurrentLinkedQueue<>();
    ExecutorService workers =
        Executors.newFixedThreadPool(
            Math.min(Runtime.getRuntime().availableProcessors(), MOST_WORKERS));
    try {
      List<Future<LocalDate>> days = new ArrayList<>();
      for (LocalDate day : options.allDays()) {
        days.add(
            workers.submit(
                () -> {
                  EventGenerator waiting = idle.poll();
                  EventGenerator generator =
                      waiting == null ? new EventGenerator(options) : waiting;
                  generator.write(day, target);
                  idle.add(generator);
                  return day;
                }));
      }
      for (Future<LocalDate> day : days) {
        written.accept(day.get());
      }
    } catch (ExecutionException e) {
      throw new IOException("Cannot write sample events to " + target, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while writing sample events to " + target, e);
    } finally {
      workers.shutdownNow();
      close(idle);
    }
  }

  private static void close(Iterable<EventGenerator> generators) throws IOException {
    for (EventGenerator generator : generators) {
      try {
        generator.close();
      } catch (SQLException e) {
        throw new IOException("Cannot close a generator of sample events", e);
      }
    }
  }
}
