package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.EventAggregatorCommand;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/**
 * Pods that are told to end at any moment, from the start of the JVM to the last stage: real
 * processes that get a real SIGTERM, on an Athena that takes its time. {@code -Dstops=50} tells
 * more of them.
 */
class StopAnywhereTest {

  private static final int STOPS = Integer.getInteger("stops", 2);
  private static final int STOPS_BETWEEN_WHOLE_RUNS = 5;
  private static final int ENDED_BY_SIGTERM = 128 + 15;
  private static final LocalDate FIRST_DAY = LocalDate.parse("2021-06-01");

  /** The least that there can be of each day: what is stopped matters here, not its size. */
  private static final SampleOptions SAMPLE =
      new SampleOptions(FIRST_DAY, 10 + 2 * STOPS, 20, 40, 4, 7);

  private static final Duration PLANNING = Duration.ofMillis(100);
  private static final Duration GRACE_PERIOD = Duration.ofSeconds(30);

  /** What Athena may take to stop a query, and what a query takes that nobody stopped. */
  private static final Duration STOPPING = Duration.ofMillis(100);

  @TempDir private Path folder;

  private FastJava jvms;
  private int stops;
  private LocalDate today = FIRST_DAY.plusDays(3);

  @Test
  void noQueryAndNoLeaseIsLeftAndTheNextRunMakesTheNumbersRight() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("StopAnywhereTest: -Dseed=" + seed);
    Random random = new Random(seed);
    try (JobFixture job = JobFixture.startSlowly(folder.resolve("services"), SAMPLE, PLANNING);
        AthenaQueries athena = new AthenaQueries(job.services())) {
      jvms = FastJava.prepare(Files.createDirectories(folder.resolve("java")));
      wholeRun(job);
      long wholeRun = wholeRun(job);
      while (stops < STOPS) {
        stopAfter(Duration.ofMillis(random.nextLong(wholeRun)), job, athena);
        if (stops == STOPS || stops % STOPS_BETWEEN_WHOLE_RUNS == 0) {
          wholeRun = wholeRun(job);
        }
      }
    }
  }

  /** Runs to the end, and returns how many milliseconds that took. */
  private long wholeRun(JobFixture job) throws Exception {
    Instant begin = Instant.now();
    Process process = start(job.environment());
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as("%s", log()).isZero();
    long duration = Duration.between(begin, Instant.now()).toMillis();
    requireAllDone(job);
    return duration;
  }

  /** Exit code 0 is the truth, even if the signal came when the process was about to end. */
  private void requireAllDone(JobFixture job) throws Exception {
    job.awaitImports();
    job.output().requireEverythingUpTo(today.minusDays(1));
    today = today.plusDays(1);
  }

  private void stopAfter(Duration moment, JobFixture job, AthenaQueries athena) throws Exception {
    Process process = start(job.environment());
    if (!process.waitFor(moment.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroy();
      assertThat(process.waitFor(GRACE_PERIOD.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    Instant exit = Instant.now();
    assertThat(leftRunning(athena, exit)).as("after %s: %s", moment, log()).isEmpty();
    assertThat(job.dataObjects())
        .as("after %s: %s", moment, log())
        .noneMatch(object -> object.endsWith("/_LEASE"));
    if (process.exitValue() == 0) {
      requireAllDone(job);
      return;
    }
    stops++;
    assertThat(process.exitValue()).as("after %s: %s", moment, log()).isEqualTo(ENDED_BY_SIGTERM);
    if (log().stream().anyMatch(line -> line.endsWith("the run begins"))) {
      assertThat(log())
          .last()
          .asString()
          .matches(".*(The run (was stopped|is done)|There was nothing to do).*");
    }
  }

  /** The queries that went on after the process had ended. */
  private static List<QueryExecution> leftRunning(AthenaQueries athena, Instant exit) {
    Instant latest = exit.plus(GRACE_PERIOD);
    while (athena.newest().stream()
        .anyMatch(query -> query.status().completionDateTime() == null)) {
      assertThat(Instant.now()).as("queries end").isBefore(latest);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    return athena.newest().stream()
        .filter(query -> query.status().completionDateTime().isAfter(exit.plus(STOPPING)))
        .filter(query -> query.status().state() != QueryExecutionState.CANCELLED)
        .toList();
  }

  private Process start(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        jvms.process(
            "-Dlogback.configurationFile=logback.xml",
            EventAggregatorCommand.class.getName(),
            "--today",
            today.toString());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(logFile().toFile()).start();
  }

  private Path logFile() {
    return folder.resolve("log");
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(logFile());
  }
}
