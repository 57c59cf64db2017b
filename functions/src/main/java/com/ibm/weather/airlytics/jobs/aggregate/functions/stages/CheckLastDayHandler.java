package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
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
        FunctionEnvironment.metrics(),
        FunctionEnvironment.earlierQueries(),
        LeaseTimes.STANDARD);
  }

  /** In usual times, for a runtime that follows the configuration and has no metrics. */
  public CheckLastDayHandler(
      DataLake dataLake, ConfigurationSource configurations, EarlierQueries queries) {
    this(dataLake, configurations, queries, LeaseTimes.STANDARD);
  }

  /**
   * For a runtime that follows the configuration to any region, sends no events, has no metrics.
   *
   * @param queries stops those of earlier runs when the lease was taken over
   */
  public CheckLastDayHandler(
      DataLake dataLake,
      ConfigurationSource configurations,
      EarlierQueries queries,
      LeaseTimes times) {
    this(dataLake, configurations, Map.of(), StageMetrics.none(), queries, times);
  }

  CheckLastDayHandler(
      DataLake dataLake,
      ConfigurationSource configurations,
      Map<String, String> environment,
      StageMetrics metrics,
      EarlierQueries queries,
      LeaseTimes times) {
    this(
        new CheckLastDay(dataLake, configurations, Attempt::next, environment),
        new LeaseTaking(dataLake, EarlierRuns.in(queries), times, Clock.systemUTC()),
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
        : figures.count("MissingDays", request.plan().missingDays());
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
        .put("workGroup", "primary")
        .set("input", received);
  }
}
