package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Statement;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.TableSql;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.WindowSql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Computes the windows that end on the run's day. All are written and checked before the first
 * table is switched, and then all tables are switched side by side.
 */
final class WindowAggregation {

  /**
   * @param rebuild whether the run's day is an older one: only what is stale is made anew, and
   *     nothing is shown
   */
  record PrepareRequest(Run run, boolean rebuild) {}

  /**
   * What is to be done for a window.
   *
   * @param window its place in the configuration
   * @param snapshot the snapshot it shall have
   * @param origin what it is computed from, for the log
   * @param temporaryTable the table that the snapshot is written through
   * @param written where it is written: its own folder, or another while that one may be shown
   */
  record WindowPlan(
      int window,
      Snapshot snapshot,
      WindowTask task,
      String origin,
      String temporaryTable,
      Folder written) {}

  /**
   * @param daysState the state of the daily aggregates that the windows are computed from
   * @param attempt the id of the attempt
   * @param rebuild as it was asked for
   */
  record Plan(List<WindowPlan> windows, UUID daysState, String attempt, boolean rebuild) {

    boolean hasWork() {
      return windows.stream().anyMatch(window -> window.task() != WindowTask.NOTHING);
    }
  }

  record PhaseRequest(Run run, Plan plan) {}

  /**
   * What became of the windows; their rows are not counted, which would take a query more.
   *
   * @param rebuilt whether the day is an older one; its message is short then, since the outcomes
   *     of many days travel together
   */
  record WindowOutcome(Stage stage, LocalDate day, String message, boolean rebuilt) {}

  private final DataLake dataLake;
  private final Supplier<Attempt> attempts;

  WindowAggregation(DataLake dataLake, Supplier<Attempt> attempts) {
    this.dataLake = dataLake;
    this.attempts = attempts;
  }

  Prepared<Plan> prepare(PrepareRequest request) {
    Run run = request.run();
    Configuration configuration = run.configuration();
    WindowPlanner planner = new WindowPlanner(dataLake, run);
    List<WindowTask> tasks =
        configuration.secondaryAggregations().stream()
            .map(request.rebuild() ? planner::rebuilding : planner::taskFor)
            .toList();
    requireNoGaps(run, planner, tasks);
    Attempt attempt = attempts.get();
    if (tasks.stream().anyMatch(task -> task != WindowTask.NOTHING)) {
      new NewestAttempt(dataLake, run).begin(attempt);
    }
    List<Statement> writing = new ArrayList<>();
    List<WindowPlan> plans = new ArrayList<>();
    for (int index = 0; index < configuration.secondaryAggregations().size(); index++) {
      SecondaryAggregation window = configuration.secondaryAggregations().get(index);
      WindowTask task = tasks.get(index);
      Optional<Snapshot> earlier = task.writes() ? planner.startingPoint(window) : Optional.empty();
      DayRange days = planner.daysOf(window);
      String table = attempt.temporaryTable(window.targetTable(), run.day());
      Folder own = run.snapshotsOf(window).day(run.day());
      Folder folder = dataLake.list(own).isEmpty() ? own : rewritten(run, window);
      if (task.writes()) {
        planner.markersOf(window).markStale(List.of(run.day()));
        dataLake.empty(rewritten(run, window));
        writing.add(
            attempt.statement(
                "WriteWindow " + window.columnSuffix(),
                sql(configuration, window, days, earlier, table, folder)));
      }
      String origin =
          earlier
              .map(snapshot -> "the snapshot of " + snapshot.days().to() + " and the days since")
              .orElse("%d days".formatted(days.length()));
      Snapshot snapshot = planner.present(window).orElseGet(() -> planner.wanted(window, attempt));
      plans.add(new WindowPlan(index, snapshot, task, origin, table, folder));
    }
    return new Prepared<>(
        List.of(tables(run, attempt), writing),
        new Plan(plans, planner.daysState(), attempt.id().toString(), request.rebuild()));
  }

  /**
   * Tables that are not known are created, and yet switched like all others: what tables there are
   * was asked when the run began, which a redrive can leave days behind.
   */
  Prepared<Plan> publish(PhaseRequest request) {
    Run run = request.run();
    Plan plan = request.plan();
    WindowPlanner planner = new WindowPlanner(dataLake, run);
    requireCurrent(run, planner, plan);
    requireNoNewerDay(run, planner, plan);
    plan.windows().stream()
        .filter(window -> window.task().writes())
        .forEach(window -> check(run, window.written()));
    for (WindowPlan window : plan.windows()) {
      if (window.task().writes()) {
        replace(run, window);
        planner.markersOf(configured(run, window)).markWritten(window.snapshot());
      }
    }
    Attempt attempt = attempts.get();
    TableSql tables = new TableSql(run.configuration());
    List<Statement> creating = new ArrayList<>();
    List<Statement> statements = new ArrayList<>();
    for (WindowPlan plannedWindow : plan.windows()) {
      SecondaryAggregation window = configured(run, plannedWindow);
      if (plannedWindow.task().publishes()) {
        String name = window.columnSuffix();
        Folder folder = run.snapshotsOf(window).day(run.day());
        if (!run.tables().contains(window.targetTable())) {
          creating.add(
              attempt.statement("CreateWindow " + name, tables.createTarget(window, folder)));
        }
        statements.add(
            attempt.statement("ShowWindow " + name, tables.showSnapshot(window, folder)));
      }
      if (plannedWindow.task().writes()) {
        statements.add(
            attempt.statement(
                "DropTemporary " + window.columnSuffix(),
                tables.drop(plannedWindow.temporaryTable())));
      }
    }
    List<String> leftovers = run.tables().stream().filter(tables.isTemporary()).toList();
    for (String leftover : leftovers) {
      String name = "DropLeftover " + leftovers.indexOf(leftover);
      statements.add(attempt.statement(name, tables.drop(leftover)));
    }
    return new Prepared<>(List.of(creating, statements), plan);
  }

  WindowOutcome complete(PhaseRequest request) {
    Run run = request.run();
    WindowPlanner planner = new WindowPlanner(dataLake, run);
    requireCurrent(run, planner, request.plan());
    for (WindowPlan window : request.plan().windows()) {
      if (window.task() != WindowTask.NOTHING) {
        check(run, run.snapshotsOf(configured(run, window)).day(run.day()));
        dataLake.empty(rewritten(run, configured(run, window)));
        planner.markersOf(configured(run, window)).markPublished(window.snapshot());
      }
    }
    boolean rebuilt = request.plan().rebuild();
    String message =
        request.plan().windows().stream()
            .filter(window -> !rebuilt || window.task() != WindowTask.NOTHING)
            .map(window -> rebuilt ? configured(run, window).columnSuffix() : describe(run, window))
            .collect(Collectors.joining(rebuilt ? ", " : "; "));
    return new WindowOutcome(Stage.WINDOW_AGGREGATION, run.day(), message, rebuilt);
  }

  /** A query of an older attempt that ends late writes beside the files of a newer one. */
  private void check(Run run, Folder folder) {
    PartitionFiles.check(folder, dataLake.list(folder), run.configuration().sourcePartitions())
        .problem()
        .ifPresent(
            problem -> {
              throw new StageException(Stage.WINDOW_AGGREGATION, run.day(), problem);
            });
  }

  /** Puts a checked snapshot in the place of the one that the table may show. */
  private void replace(Run run, WindowPlan plan) {
    Folder own = run.snapshotsOf(configured(run, plan)).day(run.day());
    if (!own.equals(plan.written())) {
      dataLake.empty(own);
      dataLake.copy(plan.written(), own);
    }
  }

  /** Where a day's snapshot is written while its own folder has files that may be shown. */
  private static Folder rewritten(Run run, SecondaryAggregation window) {
    return run.snapshotsOf(window).child("rewritten").day(run.day());
  }

  /**
   * A day that was redone since prepare would be missing in what was written since, and what
   * another attempt has shown since would be taken back.
   */
  private void requireCurrent(Run run, WindowPlanner planner, Plan plan) {
    if (!planner.daysState().equals(plan.daysState())) {
      throw new StageException(
          Stage.WINDOW_AGGREGATION, run.day(), "days were aggregated anew meanwhile");
    }
    if (plan.hasWork() && !new NewestAttempt(dataLake, run).is(plan.attempt())) {
      throw new StageException(
          Stage.WINDOW_AGGREGATION,
          run.day(),
          "another run began to write windows since attempt " + plan.attempt());
    }
  }

  private static void requireNoNewerDay(Run run, WindowPlanner planner, Plan plan) {
    for (WindowPlan window : plan.windows()) {
      if (window.task().publishes()
          && planner.markersOf(configured(run, window)).hasNewerThan(run.day())) {
        throw new StageException(
            Stage.WINDOW_AGGREGATION, run.day(), "a newer day was published meanwhile");
      }
    }
  }

  private static String sql(
      Configuration configuration,
      SecondaryAggregation window,
      DayRange days,
      Optional<Snapshot> earlier,
      String table,
      Folder folder) {
    WindowSql sql = new WindowSql(configuration);
    return earlier
        .map(
            snapshot ->
                sql.fromSnapshot(
                    window,
                    snapshot.days().to(),
                    days.minus(snapshot.days()),
                    snapshot.days().minus(days),
                    table,
                    folder))
        .orElseGet(() -> sql.sumOfDays(days, table, folder));
  }

  /** The tables that the windows are computed from, as far as they are missing. */
  private static List<Statement> tables(Run run, Attempt attempt) {
    Configuration configuration = run.configuration();
    TableSql tables = new TableSql(configuration);
    List<Statement> statements = new ArrayList<>();
    if (!run.tables().contains(configuration.dailyAggregationsTable())) {
      statements.add(attempt.statement("CreateDailyTable", tables.createDaily(run.dailyFolder())));
    }
    for (SecondaryAggregation window : configuration.secondaryAggregations()) {
      if (!run.tables().contains(window.historyTable())) {
        statements.add(
            attempt.statement(
                "CreateHistory " + window.columnSuffix(),
                tables.createHistory(window, run.snapshotsOf(window))));
      }
    }
    return statements;
  }

  /** Checks all windows before anything is removed, so that a refusal leaves all as they are. */
  private static void requireNoGaps(Run run, WindowPlanner planner, List<WindowTask> tasks) {
    for (int index = 0; index < tasks.size(); index++) {
      SecondaryAggregation window = run.configuration().secondaryAggregations().get(index);
      List<LocalDate> gaps = tasks.get(index).writes() ? planner.gaps(window) : List.of();
      if (!gaps.isEmpty()) {
        throw new InvalidInputException(
            "the window %s of %s lacks %d days, the first of them %s; run the whole job, or"
                    .formatted(window.columnSuffix(), run.day(), gaps.size(), gaps.get(0))
                + " DailyAggregation for those days");
      }
    }
  }

  private static SecondaryAggregation configured(Run run, WindowPlan plan) {
    return run.configuration().secondaryAggregations().get(plan.window());
  }

  private static String describe(Run run, WindowPlan plan) {
    String name = configured(run, plan).columnSuffix();
    return switch (plan.task()) {
      case NOTHING -> name + " was there";
      case MARK -> name + " was written, a newer one is shown";
      case PUBLISH -> name + " was written, now shown";
      case WRITE -> name + " from " + plan.origin() + ", a newer one is shown";
      case WRITE_AND_PUBLISH -> name + " from " + plan.origin();
    };
  }
}
