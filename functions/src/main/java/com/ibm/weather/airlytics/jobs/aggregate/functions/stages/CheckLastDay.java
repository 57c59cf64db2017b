package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationSource;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DailySql;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Statement;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.TableSql;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Opens a run: resolves the configuration, finds the days that are missing, asks which tables exist
 * and whether the last day's raw events are complete. Writes nothing; {@link LeaseTaking} does.
 */
final class CheckLastDay {

  private static final String SHOW_TABLES = "ShowTables";
  private static final String COUNT_PARTITIONS = "CountPartitions";

  /** The work group of queries that name none. */
  private static final String PRIMARY = "primary";

  private static final List<Stage> WORKING_STAGES =
      List.of(
          Stage.DAILY_AGGREGATION,
          Stage.WINDOW_AGGREGATION,
          Stage.EXPORT_CSV,
          Stage.IMPORT_TO_USER_DB);

  /**
   * @param executionName the run's id
   * @param holder where the execution is; see {@link Lease#holder}
   * @param workGroup the work group of its queries
   * @param startTime when the execution was started
   * @param input the execution input, as {@link RunRequest} describes it
   */
  record PrepareRequest(
      String executionName, String holder, String workGroup, Instant startTime, JsonNode input) {

    PrepareRequest {
      Objects.requireNonNull(executionName, "executionName is missing");
      holder = Objects.requireNonNullElse(holder, executionName);
      workGroup = Objects.requireNonNullElse(workGroup, PRIMARY);
      Objects.requireNonNull(startTime, "startTime is missing");
      input = Objects.requireNonNullElse(input, Json.MAPPER.missingNode());
    }
  }

  /**
   * @param run the run, but for the tables and what the last day decides
   * @param missingDays the days to aggregate, the last day among them if it is missing
   */
  record Plan(Run run, List<LocalDate> missingDays) {}

  record CompleteRequest(Plan plan, List<StatementResult> statements) {}

  /**
   * @param run the run, as all later stages see it
   * @param days the days to aggregate
   * @param outcome for the log
   */
  record Opened(Run run, List<LocalDate> days, StageOutcome outcome) {}

  private final DataLake dataLake;
  private final ConfigurationSource configurations;
  private final Supplier<Attempt> attempts;
  private final Map<String, String> environment;

  /**
   * @param environment the function's environment variables: the names that complete a {@link
   *     ScheduledEvent}, and {@code AWS_REGION}; without it a configuration may be of any region
   */
  CheckLastDay(
      DataLake dataLake,
      ConfigurationSource configurations,
      Supplier<Attempt> attempts,
      Map<String, String> environment) {
    this.dataLake = dataLake;
    this.configurations = configurations;
    this.attempts = attempts;
    this.environment = Map.copyOf(environment);
  }

  Prepared<Plan> prepare(PrepareRequest request) {
    RunRequest asked = RunRequest.read(request.input(), request.startTime(), environment);
    Configuration configuration = configurations.configurationOf(asked.aggregation());
    requireRegion(configuration.athenaRegion());
    Run all =
        new Run(
            request.executionName(),
            request.holder(),
            request.workGroup(),
            asked.aggregation(),
            configuration,
            asked.today().minusDays(1),
            asked.today().minusDays(1),
            WORKING_STAGES,
            false,
            List.of());
    NavigableSet<LocalDate> done = doneDays(all);
    Run run = asked.stage().map(stage -> single(all, stage, asked.day(), done)).orElse(all);
    Plan plan = new Plan(run, missingDays(run, done));
    return new Prepared<>(List.of(statements(plan)), plan);
  }

  Opened complete(CompleteRequest request) {
    Plan plan = request.plan();
    Run run = plan.run();
    List<String> tables = values(request, SHOW_TABLES);
    Optional<Integer> partitions =
        values(request, COUNT_PARTITIONS).stream().skip(1).map(Integer::valueOf).findFirst();
    boolean ready =
        partitions.map(count -> count >= run.configuration().sourcePartitions()).orElse(true);
    NavigableSet<LocalDate> done = doneDays(run);
    List<LocalDate> days =
        plan.missingDays().stream()
            .filter(day -> ready || !day.equals(run.lastDay()))
            .filter(day -> run.redo() || !done.contains(day))
            .toList();
    boolean doneBefore = done.contains(run.lastDay());
    done.addAll(days);
    boolean nothing = run.redo() ? isDaily(run) && days.isEmpty() : done.isEmpty();
    LocalDate day = run.redo() || done.isEmpty() ? run.day() : done.last();
    return new Opened(
        run.with(day, nothing ? List.of() : run.stages(), run.redo(), tables),
        days,
        new StageOutcome(
            Stage.CHECK_LAST_DAY, run.lastDay(), 0, message(run, days, partitions, doneBefore)));
  }

  /** Step Functions has Athena run a query in the region of the state machine, and no other. */
  private void requireRegion(String athenaRegion) {
    String region = environment.getOrDefault("AWS_REGION", athenaRegion);
    if (!region.equals(athenaRegion)) {
      throw new InvalidInputException(
          "the configuration's athenaRegion is %s, but the state machine and its queries are in %s;"
                  .formatted(athenaRegion, region)
              + " deploy the stack in %s, or correct athenaRegion".formatted(athenaRegion));
    }
  }

  private Run single(
      Run all, Stage stage, Optional<LocalDate> asked, NavigableSet<LocalDate> done) {
    asked.ifPresent(day -> requireInHistory(day, all));
    if (stage == Stage.CHECK_LAST_DAY) {
      return all.with(all.day(), List.of(), false, List.of());
    }
    LocalDate day =
        asked.orElseGet(
            () -> stage == Stage.DAILY_AGGREGATION || done.isEmpty() ? all.lastDay() : done.last());
    requireInHistory(day, all);
    return all.with(day, List.of(stage), true, List.of());
  }

  private static void requireInHistory(LocalDate day, Run run) {
    LocalDate start = run.configuration().historyStartDay();
    if (day.isBefore(start)) {
      throw new InvalidInputException(
          "the day %s is before historyStartDay, which is %s".formatted(day, start));
    }
  }

  private List<LocalDate> missingDays(Run run, NavigableSet<LocalDate> done) {
    if (isDaily(run)) {
      return List.of(run.day());
    }
    LocalDate start = run.configuration().historyStartDay();
    if (run.redo() || start.isAfter(run.lastDay())) {
      return List.of();
    }
    return start.datesUntil(run.lastDay().plusDays(1)).filter(day -> !done.contains(day)).toList();
  }

  private List<Statement> statements(Plan plan) {
    Attempt attempt = attempts.get();
    Configuration configuration = plan.run().configuration();
    List<Statement> statements = new ArrayList<>();
    statements.add(attempt.statement(SHOW_TABLES, new TableSql(configuration).showTables()));
    LocalDate lastDay = plan.run().lastDay();
    if (configuration.checkDataForLastDay() && plan.missingDays().contains(lastDay)) {
      String sql = new DailySql(configuration).countPartitions(lastDay);
      statements.add(attempt.statement(COUNT_PARTITIONS, sql));
    }
    return statements;
  }

  private static String message(
      Run run, List<LocalDate> days, Optional<Integer> partitions, boolean doneBefore) {
    String data =
        partitions
            .map(count -> describe(count, run.configuration().sourcePartitions()))
            .orElse(doneBefore ? "done before" : "not checked");
    return "last day %s: %s; %s".formatted(run.lastDay(), data, describe(days));
  }

  private static String describe(int partitions, int expected) {
    return "%d of %d partitions have data, %s"
        .formatted(
            partitions,
            expected,
            partitions >= expected ? "ready" : "not ready: left for a later run");
  }

  private static String describe(List<LocalDate> days) {
    return switch (days.size()) {
      case 0 -> "no day to aggregate";
      case 1 -> "1 day to aggregate: " + days.get(0);
      default ->
          "%d days to aggregate: %s to %s"
              .formatted(days.size(), days.get(0), days.get(days.size() - 1));
    };
  }

  private NavigableSet<LocalDate> doneDays(Run run) {
    LocalDate start = run.configuration().historyStartDay();
    return new DailyMarkers(dataLake, run.dailyFolder())
        .days().headSet(run.lastDay(), true).stream()
            .filter(day -> !day.isBefore(start))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isDaily(Run run) {
    return run.stages().equals(List.of(Stage.DAILY_AGGREGATION));
  }

  private static List<String> values(CompleteRequest request, String name) {
    return request.statements().stream()
        .filter(result -> result.name().equals(name))
        .flatMap(result -> result.firstColumn().stream())
        .toList();
  }
}
