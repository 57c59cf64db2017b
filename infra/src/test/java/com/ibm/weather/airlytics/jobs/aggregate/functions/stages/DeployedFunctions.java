package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationSource;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.UriConfigurationSource;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The functions as Lambda makes them, metrics included, but with clients that are given. In the
 * package of the functions, which keep what only Lambda needs to themselves.
 */
public final class DeployedFunctions {

  private static final Pattern VARIABLE = Pattern.compile("AIRLYTICS_[A-Z]+");

  private DeployedFunctions() {}

  /**
   * The handlers by their stages.
   *
   * @param configurationUri as CheckLastDay's environment has it
   * @param environment what CheckLastDay is told of its environment besides
   * @param times when the lease of a process has expired
   * @param dataLakes gives each stage its data lake
   * @param queries gives each stage what it knows of Athena
   * @param out where the lines with metrics go
   */
  public static Map<String, RequestStreamHandler> of(
      String configurationUri,
      Map<String, String> environment,
      LeaseTimes times,
      Function<String, DataLake> dataLakes,
      Function<String, EarlierQueries> queries,
      PrintStream out) {
    StageMetrics metrics = new StageMetrics(Optional.of("any"), Clock.systemUTC(), out);
    DataLake configurations = dataLakes.apply(Stage.CHECK_LAST_DAY.stateName());
    ConfigurationSource source = new UriConfigurationSource(configurationUri, () -> configurations);
    return Map.of(
        Stage.CHECK_LAST_DAY.stateName(),
        new CheckLastDayHandler(
            configurations,
            source,
            environment,
            metrics,
            queries.apply(Stage.CHECK_LAST_DAY.stateName()),
            times),
        Stage.DAILY_AGGREGATION.stateName(),
        new DailyAggregationHandler(
            dataLakes.apply(Stage.DAILY_AGGREGATION.stateName()),
            queries.apply(Stage.DAILY_AGGREGATION.stateName()),
            metrics),
        Stage.WINDOW_AGGREGATION.stateName(),
        new WindowAggregationHandler(
            dataLakes.apply(Stage.WINDOW_AGGREGATION.stateName()),
            queries.apply(Stage.WINDOW_AGGREGATION.stateName())),
        Stage.EXPORT_CSV.stateName(),
        new ExportCsvHandler(
            dataLakes.apply(Stage.EXPORT_CSV.stateName()),
            queries.apply(Stage.EXPORT_CSV.stateName()),
            metrics),
        Stage.IMPORT_TO_USER_DB.stateName(),
        new ImportToUserDbHandler(
            dataLakes.apply(Stage.IMPORT_TO_USER_DB.stateName()), Optional::empty, metrics));
  }

  /** The environment variables that each function reads, by its stage. */
  public static Map<String, Set<String>> variables() {
    Set<String> ofCheckLastDay = variablesThatNameTheAggregation();
    ofCheckLastDay.add(FunctionEnvironment.METRICS_NAMESPACE);
    ofCheckLastDay.add(FunctionEnvironment.CONFIGURATION_URI);
    return Map.of(
        Stage.CHECK_LAST_DAY.stateName(),
        ofCheckLastDay,
        Stage.DAILY_AGGREGATION.stateName(),
        Set.of(FunctionEnvironment.METRICS_NAMESPACE),
        Stage.WINDOW_AGGREGATION.stateName(),
        Set.of(),
        Stage.EXPORT_CSV.stateName(),
        Set.of(FunctionEnvironment.METRICS_NAMESPACE),
        Stage.IMPORT_TO_USER_DB.stateName(),
        Set.of(FunctionEnvironment.METRICS_NAMESPACE, FunctionEnvironment.AIRLOCK_SECRET_ARN));
  }

  /** An input of a stage alone is completed from them; without them, the refusal names them. */
  private static Set<String> variablesThatNameTheAggregation() {
    ObjectNode onlyStage = Json.MAPPER.createObjectNode();
    onlyStage.put("stage", Stage.CHECK_LAST_DAY.stateName());
    try {
      RunRequest.read(onlyStage, Instant.EPOCH, Map.of());
      throw new IllegalStateException("the input was not refused");
    } catch (InvalidInputException e) {
      return VARIABLE
          .matcher(e.getMessage())
          .results()
          .map(MatchResult::group)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
