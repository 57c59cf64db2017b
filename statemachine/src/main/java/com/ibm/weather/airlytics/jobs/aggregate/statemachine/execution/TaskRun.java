package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.ErrorNames;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.TaskState;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One call of a task's resource. */
final class TaskRun {
  /** Of a job that was accepted; all other errors are those of its submission. */
  private static final Set<String> JOB_ERRORS =
      Set.of(ErrorNames.TASK_FAILED, ErrorNames.TIMEOUT, ErrorNames.DATA_LIMIT_EXCEEDED);

  private final TaskState task;
  private final Visit visit;

  TaskRun(TaskState task, Visit visit) {
    this.task = task;
    this.visit = visit;
  }

  JsonNode run() throws StateFailedException, StoppedException {
    JsonNode arguments =
        visit.checked(visit.evaluate(task.arguments(), visit.bindings(), "Arguments"), "arguments");
    Optional<Duration> timeout =
        task.timeoutSeconds().isPresent()
            ? Optional.of(
                Duration.ofSeconds(visit.integer(task.timeoutSeconds().get(), 1, "TimeoutSeconds")))
            : Optional.empty();
    visit.happened(HistoryEvent.TASK_SCHEDULED);
    visit.happened(HistoryEvent.TASK_STARTED);
    try {
      JsonNode result = visit.checked(result(arguments, timeout), "result");
      if (task.waitsForJob()) {
        visit.happened(HistoryEvent.TASK_SUBMITTED);
      }
      visit.happened(HistoryEvent.TASK_SUCCEEDED);
      return result;
    } catch (StateFailedException e) {
      failed(e.failure().error());
      throw e;
    }
  }

  private void failed(String error) throws StateFailedException {
    if (task.waitsForJob() && !JOB_ERRORS.contains(error)) {
      visit.happened(HistoryEvent.TASK_SUBMIT_FAILED);
      return;
    }
    if (task.waitsForJob()) {
      visit.happened(HistoryEvent.TASK_SUBMITTED);
    }
    visit.happened(
        error.equals(ErrorNames.TIMEOUT) ? HistoryEvent.TASK_TIMED_OUT : HistoryEvent.TASK_FAILED);
  }

  private JsonNode result(JsonNode arguments, Optional<Duration> timeout)
      throws StateFailedException, StoppedException {
    Cancellation call = visit.surroundings().cancellation().part();
    Time.Alarm alarm = alarm(timeout, call);
    call.enter();
    try {
      return call(arguments, timeout, call);
    } finally {
      alarm.close();
      call.leave();
      call.close();
    }
  }

  private JsonNode call(JsonNode arguments, Optional<Duration> timeout, Cancellation call)
      throws StateFailedException, StoppedException {
    Execution execution = visit.surroundings().execution();
    TaskResource resource = execution.resources().get(task.resource());
    checkStop(call, timeout);
    try {
      JsonNode result = resource.call(arguments, new TaskContext(execution.name(), visit.path()));
      checkStop(call, timeout);
      return Objects.requireNonNull(result, () -> task.resource() + " returned null");
    } catch (InterruptedException e) {
      checkStop(call, timeout);
      throw Sleep.interrupted(visit.surroundings());
    } catch (TaskFailedException e) {
      checkStop(call, timeout);
      throw visit.failed(e.error(), e.cause());
    } catch (RuntimeException e) {
      checkStop(call, timeout);
      throw visit.failed(e.getClass().getName(), String.valueOf(e.getMessage()));
    }
  }

  private Time.Alarm alarm(Optional<Duration> timeout, Cancellation call) {
    Time time = visit.surroundings().execution().time();
    return timeout
        .map(delay -> time.after(delay, () -> call.stop(Stop.TASK_TIMED_OUT)))
        .orElse(() -> {});
  }

  /** Whatever the task made of an interruption, the reason for the interruption counts. */
  private void checkStop(Cancellation call, Optional<Duration> timeout)
      throws StateFailedException, StoppedException {
    visit.surroundings().cancellation().check();
    if (timeout.isPresent() && call.stopped().equals(Optional.of(Stop.TASK_TIMED_OUT))) {
      throw visit.failed(
          ErrorNames.TIMEOUT,
          "%s took longer than %d seconds".formatted(visit.path(), timeout.get().toSeconds()));
    }
    call.check();
  }
}
