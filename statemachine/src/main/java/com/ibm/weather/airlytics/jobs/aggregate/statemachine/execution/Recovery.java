package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.Catcher;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.MapState;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.RecoverableState;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.Retrier;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Tries a task or a map, again if a retrier says so, and turns to a catcher at last. */
final class Recovery {
  private final RecoverableState state;
  private final int[] retries;

  Recovery(RecoverableState state) {
    this.state = state;
    this.retries = new int[state.retriers().size()];
  }

  Visit.Outcome run(Visit visit) throws StateFailedException, StoppedException {
    Visit attempt = visit;
    while (true) {
      try {
        JsonNode result = perform(attempt);
        return attempt.conclude(state.then(), attempt.bindingsWith("result", result), result);
      } catch (StateFailedException e) {
        Optional<Duration> delay = delay(e.failure(), attempt);
        if (delay.isEmpty()) {
          return handle(e, attempt);
        }
        attempt = attempt.retried();
        listener(attempt)
            .retryScheduled(attempt.path(), e.failure(), attempt.retryCount(), delay.get());
        Sleep.sleep(attempt.surroundings(), delay.get());
      }
    }
  }

  private JsonNode perform(Visit visit) throws StateFailedException, StoppedException {
    if (state instanceof TaskState task) {
      return new TaskRun(task, visit).run();
    }
    return new MapRun((MapState) state, visit).run();
  }

  /** The delay before the next attempt; empty when the first retrier that matches is used up. */
  private Optional<Duration> delay(Failure failure, Visit visit) {
    List<Retrier> retriers = state.retriers();
    OptionalInt match =
        IntStream.range(0, retriers.size())
            .filter(index -> retriers.get(index).errors().match(failure.error()))
            .findFirst();
    if (match.isEmpty()) {
      return Optional.empty();
    }
    Retrier retrier = retriers.get(match.getAsInt());
    if (retries[match.getAsInt()] >= retrier.maxAttempts()) {
      return Optional.empty();
    }
    retries[match.getAsInt()]++;
    Duration delay = retrier.delay(retries[match.getAsInt()]);
    return Optional.of(retrier.fullJitter() ? jittered(delay, visit) : delay);
  }

  private static Duration jittered(Duration delay, Visit visit) {
    double share = visit.surroundings().execution().random().nextDouble();
    return Duration.ofMillis(Math.round(delay.toMillis() * share));
  }

  private Visit.Outcome handle(StateFailedException exception, Visit visit)
      throws StateFailedException {
    if (state instanceof MapState) {
      visit.happened(HistoryEvent.MAP_STATE_FAILED);
    }
    Failure failure = exception.failure();
    for (Catcher catcher : state.catchers()) {
      if (catcher.errors().match(failure.error())) {
        ObjectNode errorOutput =
            JsonNodeFactory.instance
                .objectNode()
                .put("Error", failure.error())
                .put("Cause", failure.cause());
        Visit.Outcome outcome =
            visit.conclude(
                catcher.then(), visit.bindingsWith("errorOutput", errorOutput), errorOutput);
        outcome.next().ifPresent(next -> listener(visit).caught(visit.path(), failure, next));
        return outcome;
      }
    }
    throw exception;
  }

  private static ExecutionListener listener(Visit visit) {
    return visit.surroundings().execution().listener();
  }
}
