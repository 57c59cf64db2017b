package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FakeAthena.Script;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Eventually;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeAws;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.athena.AthenaClient;

/** A run that is stopped leaves no query behind, whatever was going on at that moment. */
class InterruptedQueryTest {

  /** A thread that runs one query. */
  private static final class Caller {
    private final CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    private final Thread thread;

    Caller(AthenaClient athena) {
      AthenaQueryResource resource = new AthenaQueryResource(athena, (path, data, bytes) -> {});
      thread =
          new Thread(
              () -> {
                try {
                  resource.call(
                      AthenaQueryResourceTest.ARGUMENTS, new TaskContext("run-1", StatePath.ROOT));
                  outcome.complete(new AssertionError("the query came to an end"));
                } catch (Exception e) {
                  outcome.complete(e);
                }
              });
      thread.start();
    }

    Throwable interrupted() throws Exception {
      thread.interrupt();
      return outcome.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void stopsTheQueryThatItWaitsFor() throws Exception {
    FakeAthena athena = FakeAthena.where(Script.runsForEver());
    Caller caller = new Caller(athena);
    Eventually.until("the query is looked at", () -> athena.calls().contains("Get query-1"));
    assertThat(caller.interrupted()).isInstanceOf(InterruptedException.class);
    assertThat(athena.calls()).endsWith("Stop query-1");
  }

  @Test
  void isInterruptedEvenWhenTheQueryCannotBeStopped() throws Exception {
    FakeAthena athena =
        FakeAthena.where(Script.runsForEver())
            .failing("Stop", SdkClientException.create("Connection refused"));
    try (Log log = Log.capture()) {
      Caller caller = new Caller(athena);
      Eventually.until("the query is looked at", () -> athena.calls().contains("Get query-1"));
      assertThat(caller.interrupted()).isInstanceOf(InterruptedException.class);
      assertThat(log.lines())
          .containsExactly("WARN the query query-1 could not be stopped: Connection refused");
    }
  }

  @Test
  void stopsAQueryWhoseStartWasInterruptedBeforeItsIdWasKnown() throws Exception {
    FakeAthena athena =
        FakeAthena.where(Script.runsForEver()).failing("Start", AbortedException.create("stop"));
    Caller caller = new Caller(athena);
    assertThat(caller.outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    assertThat(athena.calls()).containsExactly("Start query-1", "Start query-1", "Stop query-1");
  }

  @Test
  void stopsAQueryWhoseStartWasInterruptedOnTheWire() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (FakeAws aws = new FakeAws().queriesAre("RUNNING").holdAnswers(answer);
        AwsClients clients =
            new AwsClients(
                Map.of(
                    "AWS_ENDPOINT_URL", aws.endpoint(),
                    "AWS_ACCESS_KEY_ID", "key",
                    "AWS_SECRET_ACCESS_KEY", "secret"),
                "eu-west-1")) {
      Caller caller = new Caller(clients.athena());
      Eventually.until("the start arrives", () -> !aws.requests("StartQueryExecution").isEmpty());
      caller.thread.interrupt();
      answer.countDown();
      assertThat(caller.outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
      List<FakeAws.Request> starts = aws.requests("StartQueryExecution");
      assertThat(starts)
          .extracting(start -> start.field("ClientRequestToken"))
          .containsOnly("attempt-1-select");
      assertThat(aws.requests("StopQueryExecution"))
          .extracting(stop -> stop.field("QueryExecutionId"))
          .containsExactly("query-1");
    }
  }
}
