package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.ChoiceRule;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.ChoiceState;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.Continuation;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.ErrorNames;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.FailState;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.SucceedState;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.WaitState;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Template;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The states that neither call a task nor contain other states. */
final class SimpleStates {
  private SimpleStates() {}

  static Visit.Outcome choose(ChoiceState state, Visit visit) throws StateFailedException {
    for (ChoiceRule rule : state.rules()) {
      JsonNode truth =
          visit.evaluate(new Template.Computed(rule.condition()), visit.bindings(), "Condition");
      if (!truth.isBoolean()) {
        throw visit.evaluationFailed(
            "Condition: " + rule.condition() + " must be true or false, not " + truth);
      }
      if (truth.booleanValue()) {
        return visit.conclude(rule.then(), visit.bindings(), visit.input());
      }
    }
    Continuation otherwise =
        state
            .otherwise()
            .orElseThrow(
                () ->
                    visit.failed(
                        ErrorNames.NO_CHOICE_MATCHED,
                        "No condition of " + visit.path() + " is true and it has no Default"));
    return visit.conclude(otherwise, visit.bindings(), visit.input());
  }

  static Visit.Outcome await(WaitState state, Visit visit)
      throws StateFailedException, StoppedException {
    Duration duration =
        switch (state.unit()) {
          case SECONDS -> Duration.ofSeconds(visit.integer(state.amount(), 0, "Seconds"));
          case TIMESTAMP -> until(visit.text(state.amount(), "Timestamp"), visit);
        };
    if (!duration.isNegative()) {
      Sleep.sleep(visit.surroundings(), duration);
    }
    return visit.conclude(state.then(), visit.bindings(), visit.input());
  }

  private static Duration until(String timestamp, Visit visit) throws StateFailedException {
    try {
      Instant end = OffsetDateTime.parse(timestamp).toInstant();
      return Duration.between(visit.surroundings().execution().time().now(), end);
    } catch (DateTimeException e) {
      throw visit.evaluationFailed(
          "Timestamp must be a time such as 2021-06-30T02:00:00Z, not " + timestamp);
    }
  }

  static Visit.Outcome succeed(SucceedState state, Visit visit) throws StateFailedException {
    JsonNode output =
        state.output().isPresent()
            ? visit.evaluate(state.output().get(), visit.bindings(), "Output")
            : visit.input();
    return new Visit.Outcome(visit.checked(output, "output"), Optional.empty());
  }

  static StateFailedException fail(FailState state, Visit visit) throws StateFailedException {
    String error = visit.text(state.error(), "Error");
    String cause = state.cause().isPresent() ? visit.text(state.cause().get(), "Cause") : "";
    return visit.failed(error, cause);
  }
}
