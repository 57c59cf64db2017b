package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.logging.LogFields;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationException;
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
import software.amazon.awssdk.services.athena.AthenaClient;

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
  private final Runner runner;

  /**
   * A run.
   *
   * @param id names the run, in the log too
   * @param functions the handlers by the names of their stages
   * @param progress is given every sign of life
   */
  public JobRun(
      String id,
      AthenaClient athena,
      Map<String, RequestStreamHandler> functions,
      Progress progress,
      FiguresListener listener) {
    this(id, athena, functions, progress, listener, Time.system(), new Random());
  }

  /**
   * A run in any time.
   *
   * @param id names the run, in the log too
   * @param functions the handlers by the names of their stages
   * @param progress is given every sign of life
   * @param time tells the time and waits before retries
   * @param random decides the jitter of retries
   */
  public JobRun(
      String id,
      AthenaClient athena,
      Map<String, RequestStreamHandler> functions,
      Progress progress,
      FiguresListener listener,
      Time time,
      RandomGenerator random) {
    this.id = id;
    this.reporter = new RunReporter(id, listener);
    Map<String, TaskResource> resources =
        watched(
            progress,
            Map.of(
                FunctionResource.NAME, new FunctionResource(functions),
                AthenaQueryResource.NAME, new AthenaQueryResource(athena, reporter),
                AthenaResultsResource.NAME, new AthenaResultsResource(athena)));
    StateMachine machine =
        machine(EventAggregatorDefinition.text(), functions.keySet(), resources.keySet());
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
    ExecutionResult result = runner.run(new ExecutionInput(id, startTime, input));
    LOGGER.info("{}", StageTable.total(reporter.stages(), Duration.between(begin, time.now())));
    return switch (result.status()) {
      case SUCCEEDED -> ended(JobResult.DONE, reporter.ending());
      case ABORTED -> ended(JobResult.FAILED, STOPPED);
      case FAILED, TIMED_OUT -> failed(reporter.failure().or(result::failure).orElseThrow());
    };
  }

  /** Stops the execution; its queries are stopped as well. */
  public void cancel() {
    runner.cancel();
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
