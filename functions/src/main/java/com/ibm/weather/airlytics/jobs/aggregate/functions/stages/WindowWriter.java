package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Statement;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.WindowSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans how the windows of an attempt are written, and collects the statements for it. */
final class WindowWriter {

  private final DataLake dataLake;
  private final Run run;
  private final WindowPlanner planner;
  private final WindowTables tables;
  private final KnownTables known;
  private final Attempt attempt;
  private final List<Statement> statements = new ArrayList<>();

  WindowWriter(
      DataLake dataLake,
      Run run,
      WindowPlanner planner,
      WindowTables tables,
      KnownTables known,
      Attempt attempt) {
    this.dataLake = dataLake;
    this.run = run;
    this.planner = planner;
    this.tables = tables;
    this.known = known;
    this.attempt = attempt;
  }

  /**
   * Plans a window, and makes room for it if it is to be written.
   *
   * @param index its place in the configuration
   */
  WindowPlan plan(int index, WindowTask task) {
    SecondaryAggregation window = run.configuration().secondaryAggregations().get(index);
    if (!task.writes()) {
      Snapshot snapshot =
          planner.present(window).orElseGet(() -> planner.wanted(window, attempt, false));
      return new WindowPlan(index, snapshot, task, "", List.of());
    }
    DayRange days = planner.daysOf(window);
    Optional<Snapshot> earlier = planner.startingPoint(window);
    SnapshotFiles files = new SnapshotFiles(dataLake, run, window);
    boolean rewritten =
        planner.markersOf(window).mayBeShown(run.day())
            || (tables.isTakenOver(window) && files.anyInPlace());
    Snapshot snapshot = planner.wanted(window, attempt, rewritten);
    List<Part> parts = files.parts(snapshot, attempt, known.partitions());
    for (Part part : parts) {
      statements.add(
          attempt.statement(
              part.named("WriteWindow " + window.columnSuffix()),
              sql(window, days, earlier, part)));
    }
    String origin =
        earlier
            .map(start -> "the snapshot of " + start.days().to() + " and the days since")
            .orElse("%d days".formatted(days.length()));
    return new WindowPlan(index, snapshot, task, origin, parts);
  }

  /** The statements that write what was planned, to be run side by side. */
  List<Statement> statements() {
    return List.copyOf(statements);
  }

  private String sql(
      SecondaryAggregation window, DayRange days, Optional<Snapshot> earlier, Part part) {
    WindowSql sql = new WindowSql(run.configuration());
    return earlier
        .map(
            snapshot ->
                sql.fromSnapshot(
                    window,
                    snapshot.days().to(),
                    days.minus(snapshot.days()),
                    snapshot.days().minus(days),
                    part.range(),
                    part.table(),
                    part.folder()))
        .orElseGet(() -> sql.sumOfDays(days, part.range(), part.table(), part.folder()));
  }
}
