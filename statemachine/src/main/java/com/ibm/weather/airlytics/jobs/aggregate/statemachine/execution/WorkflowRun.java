package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.ChoiceState;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.FailState;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.PassState;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.RecoverableState;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.State;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.SucceedState;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.WaitState;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Goes from state to state until a workflow ends. */
final class WorkflowRun {
  private final Surroundings surroundings;
  private final Workflow workflow;

  WorkflowRun(Surroundings surroundings, Workflow workflow) {
    this.surroundings = surroundings;
    this.workflow = workflow;
  }

  /** Runs the workflow in the current thread and returns its output. */
  JsonNode run(JsonNode input) throws StateFailedException, StoppedException {
    surroundings
        .execution()
        .payloads()
        .checked(input, "input", surroundings.path().state(workflow.startAt()));
    Visit.Outcome outcome = new Visit.Outcome(input, Optional.of(workflow.startAt()));
    while (outcome.next().isPresent()) {
      surroundings.cancellation().check();
      outcome = visit(workflow.state(outcome.next().get()), outcome.output());
    }
    return outcome.output();
  }

  private Visit.Outcome visit(State state, JsonNode input)
      throws StateFailedException, StoppedException {
    ExecutionListener listener = surroundings.execution().listener();
    Instant entered = now();
    Visit visit = new Visit(surroundings, state, input, entered, 0);
    listener.stateEntered(visit.path(), state.type(), input);
    try {
      visit.happened(HistoryEvent.stateEntered(state.type()));
      Visit.Outcome outcome = perform(visit);
      visit.happened(HistoryEvent.stateExited(state.type()));
      listener.stateExited(visit.path(), state.type(), since(entered), outcome.output());
      return outcome;
    } catch (StateFailedException e) {
      listener.stateFailed(visit.path(), state.type(), since(entered), e.failure());
      throw e;
    } catch (StoppedException e) {
      surroundings.history().addStopped(HistoryEvent.stateAborted(state.type()));
      throw e;
    }
  }

  private static Visit.Outcome perform(Visit visit) throws StateFailedException, StoppedException {
    State state = visit.state();
    if (state instanceof RecoverableState recoverable) {
      return new Recovery(recoverable).run(visit);
    }
    if (state instanceof ChoiceState choice) {
      return SimpleStates.choose(choice, visit);
    }
    if (state instanceof WaitState wait) {
      return SimpleStates.await(wait, visit);
    }
    if (state instanceof PassState pass) {
      return visit.conclude(pass.then(), visit.bindings(), visit.input());
    }
    if (state instanceof SucceedState succeed) {
      return SimpleStates.succeed(succeed, visit);
    }
    throw SimpleStates.fail((FailState) state, visit);
  }

  private Instant now() {
    return surroundings.execution().time().now();
  }

  private Duration since(Instant entered) {
    return Duration.between(entered, now());
  }
}
