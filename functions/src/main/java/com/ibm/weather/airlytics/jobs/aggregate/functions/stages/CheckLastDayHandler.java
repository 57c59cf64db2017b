package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationSource;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import java.time.Clock;
import java.util.Map;

/**
 * The function behind the stage CheckLastDay.
 *
 * <p>An EventBridge rule that triggers the job targets the state machine: its execution input is
 * then the rule's event, which {@code prepare} reads as it comes. A rule that targets this function
 * has its event taken for a {@code prepare} too, of a run that is called like the event and starts
 * at its time; but nothing is run, since nobody carries on with the answer, and the log says so.
 */
public final class CheckLastDayHandler extends StageHandler {

  /** For AWS Lambda. */
  public CheckLastDayHandler() {
    this(
        FunctionEnvironment.dataLake(),
        FunctionEnvironment.configurations(),
        FunctionEnvironment.variables(),
        FunctionEnvironment.metrics());
  }

  /** The same as the other one, where no earlier run can have left a query, in usual times. */
  public CheckLastDayHandler(DataLake dataLake, ConfigurationSource configurations) {
    this(dataLake, configurations, EarlierRuns.NONE, LeaseTimes.STANDARD);
  }

  /**
   * For a runtime that follows the configuration to any region, sends no events, has no metrics.
   *
   * @param earlierRuns whose queries are stopped when the lease was taken over
   */
  public CheckLastDayHandler(
      DataLake dataLake,
      ConfigurationSource configurations,
      EarlierRuns earlierRuns,
      LeaseTimes times) {
    this(dataLake, configurations, Map.of(), StageMetrics.none(), earlierRuns, times);
  }

  CheckLastDayHandler(
      DataLake dataLake,
      ConfigurationSource configurations,
      Map<String, String> environment,
      StageMetrics metrics) {
    this(dataLake, configurations, environment, metrics, EarlierRuns.NONE, LeaseTimes.STANDARD);
  }

  CheckLastDayHandler(
      DataLake dataLake,
      ConfigurationSource configurations,
      Map<String, String> environment,
      StageMetrics metrics,
      EarlierRuns earlierRuns,
      LeaseTimes times) {
    this(
        new CheckLastDay(dataLake, configurations, Attempt::next, environment),
        new LeaseTaking(dataLake, earlierRuns, times, Clock.systemUTC()),
        new LeaseKeeping(dataLake),
        new LeaseGuard(dataLake, Stage.CHECK_LAST_DAY),
        metrics);
  }

  private CheckLastDayHandler(
      CheckLastDay stage,
      LeaseTaking taking,
      LeaseKeeping keeping,
      LeaseGuard guard,
      StageMetrics metrics) {
    super(
        Map.of(
            "prepare", new Phase<>(CheckLastDay.PrepareRequest.class, stage::prepare),
            "lease", new Phase<>(LeaseTaking.LeaseRequest.class, taking::take),
            "clear", new Phase<>(LeaseTaking.ClearRequest.class, taking::clear),
            "complete",
                new Phase<>(
                    CheckLastDay.CompleteRequest.class,
                    guard.requiring(
                        request -> request.plan().run(),
                        metrics.of(stage::complete, CheckLastDayHandler::figures))),
            "renew", new Phase<>(LeaseKeeping.Request.class, keeping::renew),
            "release", new Phase<>(LeaseKeeping.Request.class, keeping::release)));
  }

  /** A run of one stage that was asked for by name does not look for missing days. */
  private static Figures figures(CheckLastDay.CompleteRequest request, CheckLastDay.Opened opened) {
    Figures figures = Figures.of(opened.run(), opened.outcome());
    return opened.run().redo()
        ? figures
        : figures.count("MissingDays", request.plan().missingDays().size());
  }

  @Override
  protected JsonNode request(JsonNode received) {
    if (!ScheduledEvent.isOne(received)) {
      return received;
    }
    String id = received.path("id").asText();
    LambdaRuntime.getLogger()
        .log(
            "The event %s came to the function: its run is prepared, but nothing carries it out;"
                    .formatted(id)
                + " have the rule target the state machine\n",
            LogLevel.WARN);
    return Json.MAPPER
        .createObjectNode()
        .put("phase", "prepare")
        .put("executionName", id)
        .put("startTime", received.path("time").asText())
        .set("input", received);
  }
}
