package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.AthenaClient;

/** One execution of the state machine in this process. */
public final class JobRun {

  private static final Logger LOGGER = LoggerFactory.getLogger(JobRun.class);

  private static final Set<String> INPUT_ERRORS =
      Set.of(InvalidInputException.class.getName(), ConfigurationException.class.getName());

  private final RunReporter reporter = new RunReporter();
  private final Time time;
  private final Runner runner;

  /**
   * A run.
   *
   * @param functions the handlers by the names of their stages
   */
  public JobRun(AthenaClient athena, Map<String, RequestStreamHandler> functions) {
    this(athena, functions, Time.system(), new Random());
  }

  /**
   * A run in any time.
   *
   * @param functions the handlers by the names of their stages
   * @param time tells the time and waits before retries
   * @param random decides the jitter of retries
   */
  public JobRun(
      AthenaClient athena,
      Map<String, RequestStreamHandler> functions,
      Time time,
      RandomGenerator random) {
    Map<String, TaskResource> resources =
        Map.of(
            FunctionResource.NAME, new FunctionResource(functions),
            AthenaQueryResource.NAME, new AthenaQueryResource(athena, reporter),
            AthenaResultsResource.NAME, new AthenaResultsResource(athena));
    StateMachine machine =
        machine(EventAggregatorDefinition.text(), functions.keySet(), resources.keySet());
    this.time = time;
    this.runner = new Runner(machine, resources, reporter, time, random);
  }

  /** Loads a definition for what there is in this process. */
  static StateMachine machine(String definition, Set<String> functions, Set<String> resources) {
    Map<String, String> substitutions = new HashMap<>();
    functions.forEach(name -> substitutions.put(name + "Function", name));
    substitutions.put("AthenaWorkGroup", "primary");
    return StateMachine.load(definition, substitutions, resources);
  }

  /** Runs the state machine on an input. */
  public JobResult execute(JsonNode input, Instant startTime) {
    Instant begin = time.now();
    ExecutionResult result =
        runner.run(new ExecutionInput(UUID.randomUUID().toString(), startTime, input));
    LOGGER.info("{}", StageTable.total(reporter.stages(), Duration.between(begin, time.now())));
    return new JobResult(exitCode(result), reporter.stages(), reporter.path());
  }

  /** Stops the execution; its queries are stopped as well. */
  public void cancel() {
    runner.cancel();
  }

  private int exitCode(ExecutionResult result) {
    return switch (result.status()) {
      case SUCCEEDED -> {
        LOGGER.info("The run is done.");
        yield JobResult.DONE;
      }
      case ABORTED -> {
        LOGGER.error("The run was stopped. The next run carries on where this one stopped.");
        yield JobResult.FAILED;
      }
      case FAILED, TIMED_OUT -> failed(reporter.failure().or(result::failure).orElseThrow());
    };
  }

  private int failed(Failure failure) {
    StageDays days = reporter.stageDays();
    boolean opening =
        failure.path().steps().stream()
            .anyMatch(step -> step.state().equals(Stage.CHECK_LAST_DAY.stateName()));
    if (opening && INPUT_ERRORS.contains(failure.error())) {
      LOGGER.error("{}", FailureText.of(failure));
      return JobResult.WRONG_INPUT;
    }
    LOGGER.error("{} failed: {}", days.describe(failure.path()), FailureText.of(failure));
    LOGGER.error(
        "The run failed. The next run carries on where this one stopped{}.",
        days.options(failure.path())
            .filter(options -> !opening)
            .map("; to run only this stage again, give "::concat)
            .orElse(""));
    return JobResult.FAILED;
  }
}
