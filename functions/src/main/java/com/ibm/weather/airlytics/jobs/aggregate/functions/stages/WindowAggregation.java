package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Statement;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.TableSql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
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
   * @param daysState the state of the daily aggregates that the windows are computed from
   * @param attempt the id of the attempt
   * @param tables what was known of the tables when the stage began
   * @param rebuild as it was asked for
   */
  record Plan(
      List<WindowPlan> windows,
      UUID daysState,
      String attempt,
      KnownTables tables,
      boolean rebuild) {

    List<WindowPlan> where(Predicate<WindowTask> task) {
      return windows.stream().filter(window -> task.test(window.task())).toList();
    }
  }

  record PhaseRequest(Run run, Plan plan) {}

  /**
   * What became of the windows; their rows are not counted, which would take a query more.
   *
   * @param rebuilt whether snapshots of an older day were made anew; the message of such a day is
   *     short, since the outcomes of many days travel together
   */
  record WindowOutcome(Stage stage, LocalDate day, String message, boolean rebuilt) {}

  private final DataLake dataLake;
  private final Supplier<Attempt> attempts;
  private final OpenAttempts openAttempts;

  WindowAggregation(DataLake dataLake, Supplier<Attempt> attempts, EarlierQueries queries) {
    this.dataLake = dataLake;
    this.attempts = attempts;
    this.openAttempts = new OpenAttempts(dataLake, queries);
  }

  Prepared<Plan> prepare(PrepareRequest request) {
    Run run = request.run();
    new DailyMeaning(dataLake, run).require();
    WindowPlanner planner = new WindowPlanner(dataLake, run);
    List<WindowTask> tasks =
        run.configuration().secondaryAggregations().stream()
            .map(request.rebuild() ? planner::rebuilding : planner::taskFor)
            .toList();
    requireNoGaps(run, planner, tasks);
    Attempt attempt = attempts.get();
    if (tasks.stream().anyMatch(WindowTask::isWork)) {
      openAttempts.ofWindows(run).begin(attempt);
    }
    TableMemory memory = new TableMemory(dataLake, run);
    KnownTables known = memory.known();
    WindowTables tables = new WindowTables(run, known);
    List<List<Statement>> groups = new ArrayList<>(tables.prepare(attempt));
    memory.remember(tables.changing());
    WindowWriter writer = new WindowWriter(dataLake, run, planner, tables, known, attempt);
    List<WindowPlan> plans = new ArrayList<>();
    for (int index = 0; index < tasks.size(); index++) {
      plans.add(writer.plan(index, tasks.get(index)));
    }
    groups.add(writer.statements());
    return new Prepared<>(
        groups,
        new Plan(plans, planner.daysState(), attempt.id().toString(), known, request.rebuild()));
  }

  Prepared<Plan> publish(PhaseRequest request) {
    Run run = request.run();
    Plan plan = request.plan();
    WindowPlanner planner = new WindowPlanner(dataLake, run);
    requireCurrent(run, planner, plan);
    requireNoNewerDay(run, planner, plan);
    List<WindowPlan> written = plan.where(WindowTask::writes);
    for (WindowPlan window : written) {
      if (!planner.markersOf(window.configured(run)).has(window.snapshot())) {
        files(run, window).join(window);
      }
      files(run, window).check(window.snapshot(), plan.tables().partitions());
    }
    written.forEach(
        window -> planner.markersOf(window.configured(run)).markWritten(window.snapshot()));
    return new Prepared<>(publishing(run, plan), plan);
  }

  /** Creates and switches the tables, and drops the temporary ones meanwhile. */
  private List<List<Statement>> publishing(Run run, Plan plan) {
    Attempt attempt = attempts.get();
    WindowTables tables = new WindowTables(run, plan.tables());
    List<List<Statement>> groups = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (WindowPlan window : plan.windows()) {
      if (window.task().publishes()) {
        Folder snapshot = files(run, window).of(window.snapshot());
        List<List<Statement>> showing = tables.show(window.configured(run), snapshot, attempt);
        for (int group = 0; group < groups.size(); group++) {
          groups.get(group).addAll(showing.get(group));
        }
      }
    }
    groups.get(1).addAll(dropping(run, plan, attempt));
    return groups;
  }

  private static List<Statement> dropping(Run run, Plan plan, Attempt attempt) {
    TableSql tables = new TableSql(run.configuration());
    List<Statement> statements = new ArrayList<>();
    for (WindowPlan window : plan.windows()) {
      String name = "DropTemporary " + window.configured(run).columnSuffix();
      for (Part part : window.parts()) {
        statements.add(attempt.statement(part.named(name), tables.drop(part.table())));
      }
    }
    if (plan.rebuild()) {
      return statements; // with the newest day's, what dead runs left was dropped already
    }
    List<String> leftovers = run.tables().stream().filter(tables.isTemporary()).toList();
    for (String leftover : leftovers) {
      String name = "DropLeftover " + leftovers.indexOf(leftover);
      statements.add(attempt.statement(name, tables.drop(leftover)));
    }
    return statements;
  }

  /**
   * A snapshot that was rewritten is put in its place only now: the table shows it apart from
   * there. Each step can be taken again, whichever was the last.
   */
  WindowOutcome complete(PhaseRequest request) {
    Run run = request.run();
    Plan plan = request.plan();
    WindowPlanner planner = new WindowPlanner(dataLake, run);
    requireCurrent(run, planner, plan);
    new TableMemory(dataLake, run)
        .remember(new WindowTables(run, plan.tables()).changed(plan.windows()));
    List<WindowPlan> worked = plan.where(WindowTask::isWork);
    for (WindowPlan window : worked) {
      place(run, window, planner, plan.tables().partitions());
    }
    if (!worked.isEmpty()) {
      openAttempts.ofWindows(run).end();
    }
    for (WindowPlan window : worked) {
      planner.markersOf(window.configured(run)).markPublished(window.snapshot().inPlace());
    }
    boolean rebuilt = plan.rebuild() && !worked.isEmpty();
    return new WindowOutcome(Stage.WINDOW_AGGREGATION, run.day(), message(run, plan), rebuilt);
  }

  private static String message(Run run, Plan plan) {
    return plan.rebuild()
        ? plan.where(WindowTask::isWork).stream()
            .map(window -> window.configured(run).columnSuffix())
            .collect(Collectors.joining(", "))
        : plan.windows().stream()
            .map(window -> window.outcome(run))
            .collect(Collectors.joining("; "));
  }

  private void place(Run run, WindowPlan window, WindowPlanner planner, int partitions) {
    Snapshot snapshot = window.snapshot();
    SnapshotFiles files = files(run, window);
    SnapshotMarkers markers = planner.markersOf(window.configured(run));
    if (markers.written(run.day()).equals(Optional.of(snapshot)) && snapshot.rewritten()) {
      files.replace(snapshot);
      markers.markWritten(snapshot.inPlace());
    }
    files.check(snapshot.inPlace(), partitions);
    if (window.task().publishes()) {
      markers.forgetWrittenExcept(run.day());
      files.tidy(snapshot);
    } else {
      files.tidy(snapshot.attempt());
    }
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
    if (!plan.where(WindowTask::isWork).isEmpty()) {
      openAttempts.ofWindows(run).require(plan.attempt());
    }
  }

  private static void requireNoNewerDay(Run run, WindowPlanner planner, Plan plan) {
    for (WindowPlan window : plan.windows()) {
      if (window.task().publishes()
          && planner.markersOf(window.configured(run)).hasNewerThan(run.day())) {
        throw new StageException(
            Stage.WINDOW_AGGREGATION, run.day(), "a newer day was published meanwhile");
      }
    }
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

  private SnapshotFiles files(Run run, WindowPlan window) {
    return new SnapshotFiles(dataLake, run, window.configured(run));
  }
}
