package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TestMachine.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MapTest {
  private static final String DISTRIBUTED =
      "\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"STANDARD\"},";

  @Test
  void outputsKeepTheOrderOfTheItems() {
    CountDownLatch lastHasRun = new CountDownLatch(1);
    TestMachine machine =
        map("\"MaxConcurrency\": 3", "")
            .task(
                "work",
                (arguments, context) -> {
                  if (arguments.intValue() == 3) {
                    lastHasRun.countDown();
                  } else {
                    await(lastHasRun);
                  }
                  return json("{\"n\": " + arguments + "}");
                });

    assertThat(machine.output("[1, 2, 3]")).isEqualTo(json("[{\"n\": 1}, {\"n\": 2}, {\"n\": 3}]"));
  }

  @Test
  void asManyIterationsRunSideBySideAsMaxConcurrencyAllows() {
    assertThat(mostAtOnce("\"MaxConcurrency\": 2", 2, 6)).isEqualTo(2);
    assertThat(mostAtOnce("\"MaxConcurrency\": \"{% 1 + 2 %}\"", 3, 6)).isEqualTo(3);
    assertThat(mostAtOnce("\"MaxConcurrency\": 0", 6, 6)).isEqualTo(6);
  }

  @Test
  void anInlineMapRunsAtMostFortyIterationsAtOnce() {
    assertThat(mostAtOnce("\"MaxConcurrency\": 0", 40, 80)).isEqualTo(40);
    assertThat(mostAtOnce("\"MaxConcurrency\": 60", 40, 80)).isEqualTo(40);
  }

  /** Runs groups of iterations that wait for each other, and counts how many were there at once. */
  private static int mostAtOnce(String concurrency, int group, int items) {
    CyclicBarrier barrier = new CyclicBarrier(group);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    map(concurrency, "")
        .task(
            "work",
            (arguments, context) -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              meet(barrier);
              running.decrementAndGet();
              meet(barrier);
              return arguments;
            })
        .output(IntStream.range(0, items).boxed().toList().toString());
    return most.get();
  }

  @Test
  void withMaxConcurrencyOneIterationsRunInOrder() {
    List<String> calls = Collections.synchronizedList(new ArrayList<>());
    map("\"MaxConcurrency\": 1", "")
        .task(
            "work",
            (arguments, context) -> {
              calls.add(context.path() + " " + arguments);
              return arguments;
            })
        .output("[\"a\", \"b\", \"c\"]");

    assertThat(calls)
        .containsExactly("Each[0]/Work \"a\"", "Each[1]/Work \"b\"", "Each[2]/Work \"c\"");
  }

  @Test
  void anItemSelectorShapesTheInputOfEachIteration() {
    TestMachine machine =
        map(
                """
                "Items": "{% $states.input.days %}",
                "ItemSelector": {"day": "{% $states.context.Map.Item.Value %}",
                  "index": "{% $states.context.Map.Item.Index %}", "bucket": "{% $states.input.bucket %}"}
                """,
                "")
            .task("work", (arguments, context) -> arguments);

    assertThat(machine.output("{\"days\": [\"x\", \"y\"], \"bucket\": \"b\"}"))
        .isEqualTo(
            json(
                """
                [{"day": "x", "index": 0, "bucket": "b"}, {"day": "y", "index": 1, "bucket": "b"}]
                """));
  }

  @Test
  void aMapWithoutItemsPutsOutAnEmptyArray() {
    TestMachine machine =
        map("\"MaxConcurrency\": 0", "").task("work", (arguments, context) -> arguments);

    assertThat(machine.output("[]")).isEqualTo(json("[]"));
  }

  @Test
  void itemsThatAreNoArrayFailTheMap() {
    TestMachine machine =
        map("\"Items\": \"{% $states.input.days[$ > 1] %}\"", "")
            .task("work", (arguments, context) -> arguments);

    Failure failure = machine.failure("{\"days\": [1, 2]}");

    assertThat(failure.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(failure.cause()).contains("array", "[ ]");
  }

  @Test
  void theFirstFailureFailsAnInlineMapWithItsOwnErrorAndStopsTheOtherIterations() {
    CountDownLatch waiting = new CountDownLatch(1);
    List<String> stopped = Collections.synchronizedList(new ArrayList<>());
    Failure failure = failing("", waiting, stopped).failure("[0, 1, 2, 3]");

    assertThat(failure).isEqualTo(new Failure("Broken", "no more", path("Each[1]/Work")));
    assertThat(stopped).containsExactly("Each[0]/Work");
  }

  @Test
  void theFirstFailureOfADistributedMapExceedsWhatIsTolerated() {
    CountDownLatch waiting = new CountDownLatch(1);
    List<String> stopped = Collections.synchronizedList(new ArrayList<>());
    Failure failure = failing(DISTRIBUTED, waiting, stopped).failure("[0, 1, 2, 3]");

    assertThat(failure.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
    assertThat(failure.cause()).contains("Each[1]/Work", "Broken", "no more");
    assertThat(failure.path()).hasToString("Each");
    assertThat(stopped).containsExactly("Each[0]/Work");
  }

  @Test
  void theFirstFailureFailsTheMapAlsoWhereAnotherIterationWaitsForIterationsOfItsOwn() {
    CountDownLatch waiting = new CountDownLatch(1);
    List<String> stopped = Collections.synchronizedList(new ArrayList<>());
    TestMachine machine =
        TestMachine.of(
            """
            "Outer": {"Type": "Map", "Items": [0, 1], "MaxConcurrency": 2, "End": true,
              "ItemProcessor": {"StartAt": "Inner", "States": {
                "Inner": {"Type": "Map", "Items": "{% [$states.input] %}", "End": true,
                  "ItemProcessor": {"StartAt": "Work", "States": {
                    "Work": {"Type": "Task", "Resource": "work", "End": true,
                      "Arguments": "{% $states.input %}"}}}}}}}
            """);

    Failure failure = failing(machine, waiting, stopped).failure("{}");

    assertThat(failure.error()).isEqualTo("Broken");
    assertThat(failure.path()).hasToString("Outer[1]/Inner[0]/Work");
    assertThat(stopped).containsExactly("Outer[0]/Inner[0]/Work");
  }

  /** Item 0 waits until it is interrupted, item 1 fails, and the others must not run. */
  private static TestMachine failing(String config, CountDownLatch waiting, List<String> stopped) {
    return failing(map("\"MaxConcurrency\": 2", config), waiting, stopped);
  }

  private static TestMachine failing(
      TestMachine machine, CountDownLatch waiting, List<String> stopped) {
    return machine.task(
        "work",
        (arguments, context) -> {
          switch (arguments.intValue()) {
            case 0 -> {
              waiting.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                stopped.add(context.path().toString());
                throw e;
              }
            }
            case 1 -> {
              await(waiting);
              throw new TaskFailedException("Broken", "no more");
            }
            default -> stopped.add("should not run: " + context.path());
          }
          return arguments;
        });
  }

  @Test
  void aCatchOfTheMapSeesTheFailureOfTheIteration() {
    TestMachine machine =
        map(
                """
                "MaxConcurrency": 1, "Catch": [{"ErrorEquals": ["Broken"], "Next": "Caught"}]
                """,
                "",
                ", \"Caught\": {\"Type\": \"Pass\", \"End\": true}")
            .task(
                "work",
                (arguments, context) -> {
                  throw new TaskFailedException("Broken", "day " + arguments);
                });

    assertThat(machine.output("[7]"))
        .isEqualTo(json("{\"Error\": \"Broken\", \"Cause\": \"day 7\"}"));
  }

  @Test
  void mapsCanBeNested() {
    TestMachine machine =
        TestMachine.of(
                """
                "Outer": {"Type": "Map", "Items": [[1, 2], [3]], "End": true,
                  "ItemProcessor": {"StartAt": "Inner", "States": {
                    "Inner": {"Type": "Map", "End": true,
                      "ItemProcessor": {"StartAt": "Work", "States": {
                        "Work": {"Type": "Task", "Resource": "work", "Arguments": {}, "End": true}}}}}}}
                """)
            .task("work", (arguments, context) -> json("\"" + context.path() + "\""));

    assertThat(machine.output("{}"))
        .isEqualTo(
            json(
                """
                [["Outer[0]/Inner[0]/Work", "Outer[0]/Inner[1]/Work"], ["Outer[1]/Inner[0]/Work"]]
                """));
  }

  private static TestMachine map(String fields, String config) {
    return map(fields, config, "");
  }

  private static TestMachine map(String fields, String config, String furtherStates) {
    return TestMachine.of(
        """
        "Each": {"Type": "Map", %s, "End": true,
          "ItemProcessor": {%s "StartAt": "Work", "States": {
            "Work": {"Type": "Task", "Resource": "work", "Arguments": "{%% $states.input %%}", "End": true}}}} %s
        """
            .formatted(fields, config, furtherStates));
  }

  private static StatePath path(String text) {
    StatePath path = StatePath.ROOT.state("Each").iteration(1).state("Work");
    assertThat(path).hasToString(text);
    return path;
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody opened the latch");
    }
  }

  private static void meet(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("fewer iterations run at once than expected", e);
    }
  }
}
