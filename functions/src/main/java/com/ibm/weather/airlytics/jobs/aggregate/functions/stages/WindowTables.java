package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.KeptTable;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Statement;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.TableSql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Has the tables be what they shall be: one that is missing is created, one that was made otherwise
 * or by another job is altered, and none is dropped. The tables that were there are those that the
 * run found when it began, which a redrive can leave days behind.
 */
final class WindowTables {

  private final Run run;
  private final Configuration configuration;
  private final KnownTables known;
  private final TableSql sql;

  /**
   * @param known what was known when the stage began
   */
  WindowTables(Run run, KnownTables known) {
    this.run = run;
    this.configuration = run.configuration();
    this.known = known;
    this.sql = new TableSql(configuration);
  }

  /**
   * Whether another job's table may show a window. What is known of a table is that this job
   * switches it, and to what.
   */
  boolean isTakenOver(SecondaryAggregation window) {
    KeptTable table = target(window, run.snapshotsOf(window));
    return exists(table) && isUnknown(table);
  }

  /**
   * The statements that have to run before the windows are computed. A window's table gets the
   * ranges of its partitions, but not yet projection itself: until it is switched, another job's
   * table shows the partitions that were registered, wherever these are.
   *
   * @throws InvalidInputException when a table was made with another column
   */
  List<List<Statement>> prepare(Attempt attempt) {
    List<Statement> creating = new ArrayList<>();
    List<Statement> altering = new ArrayList<>();
    List<Statement> moving = new ArrayList<>();
    all().values().forEach(this::requireColumn);
    all()
        .forEach(
            (title, table) -> {
              if (table.byDay() && !exists(table)) {
                creating.add(attempt.statement("Create" + title, sql.create(table)));
              }
              if (differs(table) && (table.byDay() ? mayExist(table) : exists(table))) {
                Map<String, String> properties =
                    table.byDay() ? table.properties() : table.ranges();
                altering.add(attempt.statement("Alter" + title, sql.alter(table, properties)));
              }
              if (isElsewhere(table) && mayExist(table)) {
                moving.add(attempt.statement("Move" + title, sql.move(table)));
              }
            });
    return List.of(creating, altering, moving);
  }

  /**
   * The statements that switch a window's table to a snapshot, in groups to be run one after
   * another: with the last of them another job's table shows it too.
   */
  List<List<Statement>> show(SecondaryAggregation window, Folder snapshot, Attempt attempt) {
    String name = window.columnSuffix();
    KeptTable table = target(window, snapshot);
    List<Statement> creating = new ArrayList<>();
    List<Statement> projecting = new ArrayList<>();
    if (!exists(table)) {
      creating.add(attempt.statement("CreateWindow " + name, sql.create(table)));
    }
    if (mayExist(table) && (exists(table) ? isUnknown(table) : differs(table))) {
      projecting.add(
          attempt.statement("ProjectWindow " + name, sql.alter(table, table.properties())));
    }
    return List.of(
        creating, List.of(attempt.statement("ShowWindow " + name, sql.move(table))), projecting);
  }

  /** What is known while the statements run: a table that is being changed is unknown. */
  KnownTables changing() {
    Map<String, KnownTable> changing = new TreeMap<>();
    for (KeptTable table : all().values()) {
      if (!exists(table) || differs(table) || isElsewhere(table)) {
        changing.put(key(table), KnownTable.UNKNOWN);
      }
    }
    return known.with(changing);
  }

  /** What is known after the statements have run. */
  KnownTables changed(List<WindowPlan> plans) {
    Map<String, KnownTable> changed = new TreeMap<>();
    for (KeptTable table : all().values()) {
      if (table.byDay() || (exists(table) && !isUnknown(table))) {
        changed.put(key(table), KnownTable.of(table, configuration));
      }
    }
    for (WindowPlan plan : plans) {
      if (plan.task().publishes()) {
        SecondaryAggregation window = plan.configured(run);
        KeptTable table = target(window, run.snapshotsOf(window));
        changed.put(key(table), KnownTable.of(table, configuration));
      }
    }
    return known.with(changed);
  }

  private void requireColumn(KeptTable table) {
    String column = KnownTable.of(table, configuration).column();
    known
        .table(key(table))
        .filter(made -> exists(table) && !made.column().equals(column))
        .ifPresent(
            made -> {
              throw new InvalidInputException(
                  "the table %s has the column %s, but the configuration says %s; drop the table (its files stay), or give targetColumn and aggregatedValueType tables of other names"
                      .formatted(key(table), made.column(), column));
            });
  }

  private boolean exists(KeptTable table) {
    return run.tables().contains(table.name());
  }

  private boolean mayExist(KeptTable table) {
    return exists(table) || known.tables().containsKey(key(table));
  }

  private boolean isUnknown(KeptTable table) {
    return known.table(key(table)).isEmpty();
  }

  private boolean differs(KeptTable table) {
    return known
        .table(key(table))
        .filter(made -> made.properties().equals(table.properties()))
        .isEmpty();
  }

  private boolean isElsewhere(KeptTable table) {
    return table.byDay()
        && known
            .table(key(table))
            .filter(made -> made.location().equals(table.location().uri()))
            .isEmpty();
  }

  /** All tables that the job keeps, by what statements about them are called. */
  private Map<String, KeptTable> all() {
    Map<String, KeptTable> all = new LinkedHashMap<>();
    all.put(
        "DailyTable",
        new KeptTable(
            configuration.dailyAggregationsTable(), true, run.dailyFolder(), known.projection()));
    for (SecondaryAggregation window : configuration.secondaryAggregations()) {
      Folder snapshots = run.snapshotsOf(window);
      all.put(
          "History " + window.columnSuffix(),
          new KeptTable(window.historyTable(), true, snapshots, known.projection()));
      all.put("Window " + window.columnSuffix(), target(window, snapshots));
    }
    return all;
  }

  private KeptTable target(SecondaryAggregation window, Folder snapshot) {
    return new KeptTable(window.targetTable(), false, snapshot, known.projection());
  }

  private String key(KeptTable table) {
    return configuration.destAthenaDb() + "." + table.name();
  }
}
