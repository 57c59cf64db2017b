package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.ErrorNames;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.MapState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** All iterations of a map, once. */
final class MapRun {
  private static final int MOST_INLINE = 40;
  private static final int MOST_DISTRIBUTED = 10_000;

  private final MapState map;
  private final Visit visit;
  private final Cancellation iterations;
  private final AtomicReference<Throwable> firstFailure = new AtomicReference<>();

  MapRun(MapState map, Visit visit) {
    this.map = map;
    this.visit = visit;
    this.iterations = visit.surroundings().cancellation().part();
  }

  /** Returns the outputs in the order of the items. */
  JsonNode run() throws StateFailedException, StoppedException {
    JsonNode items =
        map.items().isPresent()
            ? visit.evaluate(map.items().get(), visit.bindings(), "Items")
            : visit.input();
    if (!items.isArray()) {
      throw visit.evaluationFailed(
          "Items must be an array, not " + items.getNodeType() + ": wrap the expression in [ ]");
    }
    visit.checked(items, "items");
    int concurrency = concurrency();
    visit.happened(HistoryEvent.MAP_STATE_STARTED);
    visit.surroundings().execution().listener().mapStarted(visit.path(), items.size());
    JsonNode results =
        switch (map.mode()) {
          case INLINE -> results(items, concurrency);
          case DISTRIBUTED -> mapRun(items, concurrency);
        };
    visit.happened(HistoryEvent.MAP_STATE_SUCCEEDED);
    return results;
  }

  private JsonNode mapRun(JsonNode items, int concurrency)
      throws StateFailedException, StoppedException {
    visit.happened(HistoryEvent.MAP_RUN_STARTED);
    try {
      JsonNode results = results(items, concurrency);
      visit.happened(HistoryEvent.MAP_RUN_SUCCEEDED);
      return results;
    } catch (StateFailedException e) {
      visit.happened(HistoryEvent.MAP_RUN_FAILED);
      throw e;
    } catch (StoppedException e) {
      visit.surroundings().history().addStopped(HistoryEvent.MAP_RUN_ABORTED);
      throw e;
    }
  }

  private JsonNode results(JsonNode items, int concurrency)
      throws StateFailedException, StoppedException {
    JsonNode[] outputs = new JsonNode[items.size()];
    if (!items.isEmpty()) {
      iterate(items, outputs, Math.min(concurrency, items.size()));
    }
    ArrayNode results = JsonNodeFactory.instance.arrayNode(outputs.length);
    for (JsonNode output : outputs) {
      results.add(output);
    }
    return visit.checked(results, "result");
  }

  private int concurrency() throws StateFailedException {
    int most =
        switch (map.mode()) {
          case INLINE -> MOST_INLINE;
          case DISTRIBUTED -> MOST_DISTRIBUTED;
        };
    int wanted = visit.integer(map.maxConcurrency(), 0, "MaxConcurrency");
    return wanted == 0 ? most : Math.min(wanted, most);
  }

  private void iterate(JsonNode items, JsonNode[] outputs, int threads)
      throws StateFailedException, StoppedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads, DaemonThreads.named(map.name()));
    try {
      for (int index = 0; index < outputs.length; index++) {
        int current = index;
        pool.execute(() -> iterate(current, items.get(current), outputs));
      }
    } finally {
      pool.shutdown();
      awaitTermination(pool);
      iterations.close();
    }
    visit.surroundings().cancellation().check();
    throwFirstFailure();
  }

  /**
   * Waits on even when interrupted: the iterations have been stopped too and will return. An
   * interruption that no cancellation explains means that somebody wants everything to end.
   */
  private void awaitTermination(ExecutorService pool) {
    boolean terminated = false;
    while (!terminated) {
      try {
        terminated = pool.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        if (visit.surroundings().cancellation().stopped().isEmpty()) {
          visit.surroundings().execution().cancellation().stop(Stop.INTERRUPTED);
        }
      }
    }
  }

  private void iterate(int index, JsonNode item, JsonNode[] outputs) {
    iterations.enter();
    try {
      iterations.check();
      outputs[index] = output(index, item);
    } catch (StoppedException e) {
      // Whoever stopped the iterations knows why.
    } catch (StateFailedException | RuntimeException | Error e) {
      firstFailure.compareAndSet(null, e);
      iterations.stop(Stop.ITERATION_FAILED);
    } finally {
      iterations.leave();
    }
  }

  private JsonNode output(int index, JsonNode item) throws StateFailedException, StoppedException {
    Execution execution = visit.surroundings().execution();
    StatePath path = visit.path().iteration(index);
    JsonNode mapContext = Surroundings.mapContext(index, item);
    JsonNode input =
        map.itemSelector().isPresent()
            ? visit.evaluate(
                map.itemSelector().get(), visit.bindingsWithMapContext(mapContext), "ItemSelector")
            : item;
    Instant started = execution.time().now();
    IterationHistory history =
        IterationHistory.of(map.mode(), visit.surroundings().history(), path);
    Surroundings inner = surroundings(index, history, mapContext, input);
    try {
      history.started();
      JsonNode output = new WorkflowRun(inner, map.itemProcessor()).run(input);
      history.succeeded();
      ended(path, started, Optional.empty());
      return output;
    } catch (StateFailedException e) {
      ended(path, started, Optional.of(e.failure()));
      history.failed();
      throw e;
    } catch (StoppedException e) {
      history.stopped();
      throw e;
    }
  }

  private void ended(StatePath path, Instant started, Optional<Failure> failure) {
    Execution execution = visit.surroundings().execution();
    Duration duration = Duration.between(started, execution.time().now());
    execution.listener().iterationEnded(path, duration, failure);
  }

  private Surroundings surroundings(
      int index, IterationHistory history, JsonNode mapContext, JsonNode input) {
    Surroundings outer = visit.surroundings();
    return switch (map.mode()) {
      case INLINE ->
          new Surroundings(
              outer.execution(),
              history.path(),
              history.history(),
              iterations,
              outer.variables().inner(),
              outer.executionContext(),
              Optional.of(mapContext));
      case DISTRIBUTED -> {
        String name = map.label().orElse(map.name()) + ":" + index;
        yield new Surroundings(
            outer.execution(),
            history.path(),
            history.history(),
            iterations,
            Variables.empty(),
            Surroundings.executionContext(
                outer.executionContext().get("Id").textValue() + "/" + name,
                name,
                outer.execution().time().now(),
                input),
            Optional.empty());
      }
    };
  }

  private void throwFirstFailure() throws StateFailedException {
    Throwable failure = firstFailure.get();
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof StateFailedException exception) {
      throw switch (map.mode()) {
        case INLINE -> exception;
        case DISTRIBUTED -> exceeded(exception.failure());
      };
    }
  }

  private StateFailedException exceeded(Failure first) {
    return visit.failed(
        ErrorNames.EXCEED_TOLERATED_FAILURE_THRESHOLD,
        "An iteration failed, and none may. The first: " + first);
  }
}
