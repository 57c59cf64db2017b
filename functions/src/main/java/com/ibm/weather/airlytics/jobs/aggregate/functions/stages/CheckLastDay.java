package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationSource;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
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
 * Opens a run: resolves the configuration, finds the days that are missing or have to be done
 * again, asks which tables exist and whether the last day's raw events are complete. Writes nothing
 * but what makes days missing and snapshots stale.
 */
final class CheckLastDay {

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
   * @param missingDays how many days are missing, the last day among them if it is
   * @param lastDayChecked whether the last day has to wait for all source partitions; one that was
   *     done before does not, since nothing would bring it back to a later run
   * @param asked the days that somebody asked to do again, or for the first time: one range or none
   * @param lookedAt the days whose events are compared with what they were
   */
  record Plan(
      Run run,
      int missingDays,
      boolean lastDayChecked,
      List<DayRange> asked,
      List<LocalDate> lookedAt) {}

  record CompleteRequest(Plan plan, List<StatementResult> statements) {}

  /**
   * @param run the run, as all later stages see it
   * @param days the days to aggregate
   * @param windowDays the days that windows end on: the run's day, then older ones to make anew
   * @param again which days are done again and why, for a person; may be empty
   * @param left what is left for a later run
   * @param outcome for the log
   */
  record Opened(
      Run run,
      List<LocalDate> days,
      List<LocalDate> windowDays,
      String again,
      Agenda.Left left,
      StageOutcome outcome) {}

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
    new DailyMeaning(dataLake, all).require();
    asked.reprocess().ifPresent(days -> requireInHistory(days.from(), all));
    NavigableSet<LocalDate> done = doneDays(all, markers(all));
    Run run = asked.stage().map(stage -> single(all, stage, asked.day(), done)).orElse(all);
    NavigableSet<LocalDate> missing =
        isDaily(run) ? new TreeSet<>(List.of(run.day())) : missingDays(run, done);
    Plan plan =
        new Plan(
            run,
            missing.size(),
            configuration.checkDataForLastDay()
                && missing.contains(run.lastDay())
                && !done.contains(run.lastDay()),
            isDaily(run)
                ? List.of(new DayRange(run.day(), run.day()))
                : asked.reprocess().stream().toList(),
            List.copyOf(lookedAt(run, done)));
    return new Prepared<>(List.of(OpeningStatements.of(plan, attempts.get())), plan);
  }

  /**
   * From here on, days that have to be done again are missing, and snapshots that sum them are
   * stale: whichever run comes next carries on, whatever becomes of this one. That comes in an
   * order in which every crash is safe: snapshots first, since without a day's marker nobody would
   * know that they have to be made anew; what the events are last, since with it nobody would do
   * the day again.
   */
  Opened complete(CompleteRequest request) {
    Plan plan = request.plan();
    Run run = plan.run();
    OpeningStatements answers = new OpeningStatements(plan, request.statements());
    Map<LocalDate, DayEvents> events = answers.events();
    Optional<Integer> partitions = answers.partitions();
    boolean ready =
        partitions.map(count -> count >= run.configuration().sourcePartitions()).orElse(true);
    DailyMarkers dailies = markers(run);
    NavigableSet<LocalDate> done = doneDays(run, dailies);
    DaysAgain again = again(plan, done, events);
    NavigableSet<LocalDate> due = missingDays(run, done);
    due.addAll(isDaily(run) ? List.of(run.day()) : again.days());
    boolean lastDayLeft = !ready && due.remove(run.lastDay());

    boolean writes = !run.stages().isEmpty();
    NavigableSet<LocalDate> stale = new StaleSnapshots(dataLake, run, dailies).find(due, writes);
    NavigableSet<LocalDate> kept = new TreeSet<>(done);
    kept.removeAll(again.days());
    Agenda agenda = Agenda.of(run, due, kept, stale, lastDayLeft);
    if (writes) {
      DailyMarkers.takeBack(dataLake, run.dailyFolder(), again.days());
      new LateEvents(dataLake, run.dailyFolder()).remember(agenda.days(), events);
    }
    boolean nothing = run.redo() ? isDaily(run) && due.isEmpty() : agenda.newestDay().isEmpty();
    LocalDate day = run.redo() ? run.day() : agenda.newestDay().orElse(run.day());
    List<LocalDate> windowDays = new ArrayList<>(List.of(day));
    windowDays.addAll(run.redo() ? List.of() : agenda.rebuiltDays());
    return new Opened(
        run.with(day, nothing ? List.of() : run.stages(), run.redo(), answers.tables()),
        agenda.days(),
        windowDays,
        again.describe(),
        agenda.left(),
        new StageOutcome(
            Stage.CHECK_LAST_DAY,
            run.lastDay(),
            0,
            message(run, partitions, done.contains(run.lastDay()), agenda, again)));
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

  /** A run of one stage looks for no missing days. */
  private static NavigableSet<LocalDate> missingDays(Run run, NavigableSet<LocalDate> done) {
    return run.history().filter(days -> !run.redo()).stream()
        .flatMap(DayRange::days)
        .filter(day -> !done.contains(day))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static NavigableSet<LocalDate> lookedAt(Run run, NavigableSet<LocalDate> done) {
    NavigableSet<LocalDate> days = LateEvents.daysToLookAt(run, done);
    if (run.redo()) {
      days.removeIf(day -> !isDaily(run) || !day.equals(run.day()));
    }
    return days;
  }

  private DaysAgain again(
      Plan plan, NavigableSet<LocalDate> done, Map<LocalDate, DayEvents> events) {
    Map<LocalDate, String> reasons =
        new LateEvents(dataLake, plan.run().dailyFolder()).changed(done, events);
    plan.asked().stream()
        .flatMap(DayRange::days)
        .filter(done::contains)
        .forEach(day -> reasons.put(day, DaysAgain.ASKED_FOR));
    return new DaysAgain(reasons);
  }

  private static String message(
      Run run, Optional<Integer> partitions, boolean doneBefore, Agenda agenda, DaysAgain again) {
    String data =
        partitions
            .map(count -> describe(count, run.configuration().sourcePartitions()))
            .orElse(doneBefore ? "done before" : "not checked");
    String redone = again.describe();
    return "last day %s: %s; %s%s"
        .formatted(
            run.lastDay(),
            data,
            agenda.describe(),
            redone.isEmpty() ? "" : "; done again: " + redone);
  }

  private static String describe(int partitions, int expected) {
    return "%d of %d partitions have data, %s"
        .formatted(
            partitions,
            expected,
            partitions >= expected ? "ready" : "not ready: left for a later run");
  }

  private DailyMarkers markers(Run run) {
    return new DailyMarkers(dataLake, run.dailyFolder());
  }

  private static NavigableSet<LocalDate> doneDays(Run run, DailyMarkers dailies) {
    return run.history()
        .map(days -> new TreeSet<>(dailies.days().subSet(days.from(), true, days.to(), true)))
        .orElseGet(TreeSet::new);
  }

  private static boolean isDaily(Run run) {
    return run.stages().equals(List.of(Stage.DAILY_AGGREGATION));
  }
}
