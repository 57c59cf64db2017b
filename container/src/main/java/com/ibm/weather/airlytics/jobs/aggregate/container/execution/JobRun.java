package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.logging.LogFields;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseHeldException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Stage;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.EventAggregatorDefinition;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.StateMachine;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.ExecutionInput;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.ExecutionResult;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Failure;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Runner;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskResource;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One execution of the state machine in this process. */
public final class JobRun {

  /** How a run ends that was told to. */
  public static final String STOPPED =
      "The run was stopped. The next run carries on where this one stopped.";

  private static final Logger LOGGER = LoggerFactory.getLogger(JobRun.class);

  private static final Optional<String> CHECK_LAST_DAY =
      Optional.of(Stage.CHECK_LAST_DAY.stateName());
  private static final Set<String> INPUT_ERRORS =
      Set.of(InvalidInputException.class.getName(), ConfigurationException.class.getName());

  private final String id;
  private final RunReporter reporter;
  private final Time time;
  private final LeaseKeeper lease;
  private final Runner runner;

  /** Why the run must not go on, when it has lost its lease. */
  private volatile Optional<String> lost = Optional.empty();

  /**
   * A run.
   *
   * @param id names the run, in the log too
   * @param progress is given every sign of life
   * @param times when the run renews its lease, and when it gives up
   */
  public JobRun(
      String id,
      RunServices services,
      Progress progress,
      FiguresListener listener,
      LeaseTimes times) {
    this(id, services, progress, listener, times, Time.system(), new Random());
  }

  /**
   * A run in any time, but for its lease.
   *
   * @param id names the run, in the log too
   * @param progress is given every sign of life
   * @param times when the run renews its lease, and when it gives up
   * @param time tells the time and waits before retries
   * @param random decides the jitter of retries
   */
  public JobRun(
      String id,
      RunServices services,
      Progress progress,
      FiguresListener listener,
      LeaseTimes times,
      Time time,
      RandomGenerator random) {
    this.id = id;
    this.reporter = new RunReporter(id, listener);
    this.lease = new LeaseKeeper(id, new FunctionResource(services.functions()), times, this::lose);
    Map<String, TaskResource> resources =
        watched(
            progress,
            Map.of(
                FunctionResource.NAME, lease,
                AthenaQueryResource.NAME, new AthenaQueryResource(services.athena(), reporter),
                AthenaResultsResource.NAME, new AthenaResultsResource(services.athena()),
                ExecutionStatusResource.NAME,
                    new ExecutionStatusResource(services.stepFunctions())));
    StateMachine machine =
        machine(
            EventAggregatorDefinition.text(), services.functions().keySet(), resources.keySet());
    this.time = time;
    this.runner = new Runner(machine, resources, reporter, time, random);
  }

  private Map<String, TaskResource> watched(
      Progress progress, Map<String, TaskResource> resources) {
    Map<String, TaskResource> watched = new HashMap<>();
    resources.forEach(
        (name, resource) ->
            watched.put(
                name, new WatchedResource(resource, progress, reporter.stageDays()::describe)));
    return watched;
  }

  /** Loads a definition for what there is in this process. */
  static StateMachine machine(String definition, Set<String> functions, Set<String> resources) {
    Map<String, String> substitutions = new HashMap<>();
    functions.forEach(name -> substitutions.put(name + "Function", name));
    substitutions.put("AthenaWorkGroup", "primary");
    return StateMachine.load(definition, substitutions, resources);
  }

  /** Runs the state machine on an input, and tells the log all but how it ended. */
  public JobResult execute(JsonNode input, Instant startTime) {
    Instant begin = time.now();
    ExecutionResult result;
    try {
      result = runner.run(new ExecutionInput(ProcessName.current(), id, startTime, input));
    } finally {
      lease.close();
    }
    LOGGER.info("{}", StageTable.total(reporter.stages(), Duration.between(begin, time.now())));
    return switch (result.status()) {
      case SUCCEEDED -> ended(JobResult.DONE, reporter.ending());
      case ABORTED -> ended(JobResult.FAILED, lost.map(JobRun::stoppedSince).orElse(STOPPED));
      case FAILED, TIMED_OUT -> failed(reporter.failure().or(result::failure).orElseThrow());
    };
  }

  /** Stops the execution; its queries are stopped as well. */
  public void cancel() {
    runner.cancel();
  }

  private void lose(String why) {
    lost = Optional.of(why);
    runner.cancel();
  }

  private static String stoppedSince(String why) {
    return "The run was stopped, since %s. The next run carries on where this one stopped."
        .formatted(why);
  }

  private JobResult ended(int exitCode, String ending) {
    return new JobResult(exitCode, ending, reporter.stages(), reporter.path(), reporter.quotaUse());
  }

  private JobResult failed(Failure failure) {
    StageDays days = reporter.stageDays();
    LogFields.place(
        id, days.stage(failure.path()), days.day(failure.path()), FailureText.queryId(failure));
    boolean opening = days.stage(failure.path()).equals(CHECK_LAST_DAY);
    if (opening && INPUT_ERRORS.contains(failure.error())) {
      return ended(JobResult.WRONG_INPUT, FailureText.of(failure));
    }
    if (failure.error().equals(LeaseHeldException.class.getName())) {
      return ended(JobResult.FAILED, FailureText.of(failure));
    }
    String place = days.describe(failure.path());
    LOGGER.error("{} failed: {}", place, FailureText.of(failure));
    String at = days.stage(failure.path()).map(stage -> " at " + place).orElse("");
    String again =
        days.options(failure.path())
            .filter(options -> !opening)
            .map("; to run only this stage again, give "::concat)
            .orElse("");
    return ended(
        JobResult.FAILED,
        "The run failed%s. The next run carries on where this one stopped%s.".formatted(at, again));
  }
}
