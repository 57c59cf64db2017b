package com.ibm.weather.airlytics.jobs.aggregate.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Configurations;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Eventually;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeAws;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakePushgateway;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Http;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pod that is told to end: a real process that gets a real SIGTERM. */
class StopOnSignalTest {

  private static final int ENDED_BY_SIGTERM = 128 + 15;

  /** More than the endpoint has threads. */
  private static final int HALF_SENT = 12;

  @TempDir Path folder;

  private FakeAws aws;

  @BeforeEach
  void start() throws Exception {
    aws =
        new FakeAws()
            .queriesAre("RUNNING")
            .object("configurations/LTV.json", Configurations.valid().toString());
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void stopsItsQueriesAndEndsSoonWithAWordOfWhy() throws Exception {
    try (JobProcess job = start(Map.of())) {
      job.terminate();
      assertThat(job.exitCode()).isEqualTo(ENDED_BY_SIGTERM);
      assertThatAllQueriesWereStopped();
      List<String> lines = job.lines();
      assertThat(lines.get(lines.size() - 1))
          .matches(
              "[\\d:]{8} ERROR [0-9a-f]{8} The run was stopped\\. The next run carries on where"
                  + " this one stopped\\.");
      assertThat(lines).noneMatch(line -> line.startsWith("\tat "));
    }
  }

  @Test
  void canBeWatchedUntilItsLastMoment() throws Exception {
    try (FakePushgateway gateway = new FakePushgateway();
        JobProcess job =
            startWatched(
                Map.of(
                    "AIRLYTICS_PUSHGATEWAY_URL", gateway.url(), "AIRLYTICS_LOG_FORMAT", "json"))) {
      int port = job.port();
      assertThat(Http.get(port, "/healthcheck/is-alive").statusCode()).isEqualTo(200);
      assertThat(Http.get(port, "/healthcheck/is-ready").statusCode()).isEqualTo(200);
      assertThat(Http.get(port, "/metrics").body()).contains("state=\"running\"} 1.0");
      job.terminate();
      assertThat(job.exitCode()).isEqualTo(ENDED_BY_SIGTERM);
      assertThatAllQueriesWereStopped();
      assertThat(gateway.pushes())
          .singleElement()
          .satisfies(push -> assertThat(push.text()).contains("state=\"failed\"} 1.0"));
      List<JsonNode> lines =
          job.lines().stream().map(line -> Json.tree(line, "a line of the log")).toList();
      assertThat(lines.get(lines.size() - 1).path("message").asText())
          .isEqualTo("The run was stopped. The next run carries on where this one stopped.");
      assertThat(lines)
          .extracting(line -> line.path("run").asText())
          .allMatch(run -> run.equals(lines.get(0).path("run").asText()) && run.length() == 36);
    }
  }

  @Test
  void answersProbesWhateverRequestsAreHalfSent() throws Exception {
    List<Socket> halfSent = new ArrayList<>();
    try (JobProcess job = startWatched(Map.of())) {
      for (int i = 0; i < HALF_SENT; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), job.port());
        socket.getOutputStream().write("GET /metr".getBytes(StandardCharsets.US_ASCII));
        halfSent.add(socket);
      }
      Eventually.until("a probe is answered", () -> isAlive(job.port()));
    } finally {
      for (Socket socket : halfSent) {
        socket.close();
      }
    }
  }

  /** A probe that was sent while all threads were taken may be hung up on too, and comes again. */
  private static boolean isAlive(int port) {
    try {
      return Http.get(port, "/healthcheck/is-alive").statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void endsACheckThatWaitsForAirlockToo() throws Exception {
    Path defaults =
        Files.writeString(
            folder.resolve("AirlockDefaults.json"),
            """
            {"productId": "p", "seasonId": "s", "devS3Path": "http://127.0.0.1:1/", "version": "V3.0"}
            """);
    Map<String, String> environment = new HashMap<>(CommandFixture.environment(aws));
    environment.remove("AIRLYTICS_CONFIGURATION_URI");
    environment.put("AIRLOCK_DEFAULTS_FILE", defaults.toString());
    try (JobProcess job = JobProcess.start(folder.resolve("log"), environment, "config", "check")) {
      Eventually.until("it waits", () -> job.has("; trying again in "));
      job.terminate();
      assertThat(job.exitCode()).isEqualTo(ENDED_BY_SIGTERM);
      assertThat(job.lines()).last().asString().endsWith("; stopped while waiting to try again");
    }
  }

  @Test
  void saysSoWhenTheRunDoesNotStopInTime() {
    List<String> events = new ArrayList<>();
    StopOnSignal signal = new StopOnSignal(Duration.ofMillis(10));
    signal.stopAndWait(() -> events.add("stop"), () -> events.add("late"));
    assertThat(events).containsExactly("stop", "late");
  }

  @Test
  void doesNothingOnceTheRunHasEnded() {
    List<String> events = new ArrayList<>();
    StopOnSignal signal = new StopOnSignal(Duration.ofMillis(10));
    signal.finished();
    signal.stopAndWait(() -> events.add("stop"), () -> events.add("late"));
    assertThat(events).isEmpty();
  }

  private JobProcess start(Map<String, String> more) throws Exception {
    return untilItsQueriesRun(JobProcess.start(folder.resolve("log"), environment(more)));
  }

  private JobProcess startWatched(Map<String, String> more) throws Exception {
    return untilItsQueriesRun(JobProcess.startWatched(folder.resolve("log"), environment(more)));
  }

  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(CommandFixture.environment(aws));
    environment.putAll(more);
    return environment;
  }

  private JobProcess untilItsQueriesRun(JobProcess job) {
    Eventually.until(
        "both queries of CheckLastDay run", () -> aws.requests("StartQueryExecution").size() == 2);
    return job;
  }

  private void assertThatAllQueriesWereStopped() {
    assertThat(aws.requests("StopQueryExecution"))
        .extracting(request -> request.field("QueryExecutionId"))
        .containsExactlyInAnyOrder("query-1", "query-2");
  }
}
