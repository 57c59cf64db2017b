package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.ErrorNames;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.StateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Runs a state machine in this process. Executions may run side by side. */
public final class Runner {
  private final StateMachine machine;
  private final Map<String, TaskResource> resources;
  private final ExecutionListener listener;
  private final Time time;
  private final RandomGenerator random;
  private final Cancellation cancellation = Cancellation.root();

  /**
   * A runner in real time.
   *
   * @param resources what tasks call, by the name the definition uses
   * @throws IllegalArgumentException when a resource that the machine uses is missing
   */
  public Runner(
      StateMachine machine, Map<String, TaskResource> resources, ExecutionListener listener) {
    this(machine, resources, listener, Time.system(), new Random());
  }

  /**
   * A runner in any time.
   *
   * @param time tells the time, waits, and raises alarms
   * @param random decides the jitter of retries
   * @throws IllegalArgumentException when a resource that the machine uses is missing
   */
  public Runner(
      StateMachine machine,
      Map<String, TaskResource> resources,
      ExecutionListener listener,
      Time time,
      RandomGenerator random) {
    Set<String> missing = new TreeSet<>(machine.resources());
    missing.removeAll(resources.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("no TaskResource for " + missing);
    }
    this.machine = machine;
    this.resources = Map.copyOf(resources);
    this.listener = listener;
    this.time = time;
    this.random = random;
  }

  /**
   * Runs an execution in the current thread and in those of its maps, and returns when all of them
   * are done. Interrupting the current thread aborts the execution.
   */
  public ExecutionResult run(ExecutionInput input) {
    Instant started = time.now();
    listener.executionStarted(input);
    ExecutionResult result = result(input);
    listener.executionEnded(input, result, Duration.between(started, time.now()));
    return result;
  }

  /**
   * Aborts every execution of this runner, present and future: running tasks are interrupted, no
   * state begins any more. Returns at once; {@link #run} returns when all tasks have.
   */
  public void cancel() {
    cancellation.stop(Stop.CANCELLED);
  }

  private ExecutionResult result(ExecutionInput input) {
    Cancellation work = cancellation.part();
    Surroundings surroundings = surroundings(input, work);
    Time.Alarm alarm = alarm(work);
    work.enter();
    try {
      surroundings.history().add(HistoryEvent.EXECUTION_STARTED, StatePath.ROOT);
      JsonNode output = new WorkflowRun(surroundings, machine.workflow()).run(input.input());
      return ExecutionResult.succeeded(output, end(surroundings, HistoryEvent.EXECUTION_SUCCEEDED));
    } catch (StateFailedException e) {
      return ExecutionResult.failed(e.failure(), end(surroundings, HistoryEvent.EXECUTION_FAILED));
    } catch (StoppedException e) {
      return stopped(e.reason(), surroundings);
    } finally {
      alarm.close();
      work.leave();
      work.close();
      if (work.stopped().equals(Optional.of(Stop.INTERRUPTED))) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Time.Alarm alarm(Cancellation work) {
    return machine
        .timeout()
        .map(timeout -> time.after(timeout, () -> work.stop(Stop.EXECUTION_TIMED_OUT)))
        .orElse(() -> {});
  }

  private Surroundings surroundings(ExecutionInput input, Cancellation work) {
    return new Surroundings(
        new Execution(input.name(), work, resources, listener, time, random, new Payloads()),
        StatePath.ROOT,
        History.root(listener),
        work,
        Variables.empty(),
        Surroundings.executionContext(input.id(), input.name(), input.startTime(), input.input()),
        Optional.empty());
  }

  private static QuotaUse end(Surroundings surroundings, HistoryEvent event) {
    surroundings.history().end(event);
    return surroundings.history().use(surroundings.execution().payloads().largest());
  }

  private ExecutionResult stopped(Stop reason, Surroundings surroundings) {
    return switch (reason) {
      case EXECUTION_TIMED_OUT ->
          ExecutionResult.timedOut(
              new Failure(
                  ErrorNames.TIMEOUT,
                  "The execution took longer than "
                      + machine.timeout().map(Duration::toSeconds).orElseThrow()
                      + " seconds",
                  StatePath.ROOT),
              end(surroundings, HistoryEvent.EXECUTION_TIMED_OUT));
      case CANCELLED, INTERRUPTED ->
          ExecutionResult.aborted(end(surroundings, HistoryEvent.EXECUTION_ABORTED));
      case ITERATION_FAILED, TASK_TIMED_OUT ->
          throw new IllegalStateException("stopped only in part, but as a whole: " + reason);
    };
  }
}
