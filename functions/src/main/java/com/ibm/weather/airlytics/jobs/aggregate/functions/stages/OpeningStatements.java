package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DailySql;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Statement;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.TableSql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What CheckLastDay asks Athena, and was answered. Where it looks back, one statement counts the
 * events of some days and also the partitions of the last one.
 */
record OpeningStatements(CheckLastDay.Plan plan, List<StatementResult> results) {

  private static final String SHOW_TABLES = "ShowTables";
  private static final String COUNT_PARTITIONS = "CountPartitions";
  private static final String COUNT_EVENTS = "CountEvents";

  /** The statements that a plan needs, none of which waits for another. */
  static List<Statement> of(CheckLastDay.Plan plan, Attempt attempt) {
    Configuration configuration = plan.run().configuration();
    LocalDate lastDay = plan.run().lastDay();
    DailySql sql = new DailySql(configuration);
    List<Statement> statements = new ArrayList<>();
    statements.add(attempt.statement(SHOW_TABLES, new TableSql(configuration).showTables()));
    if (!plan.lookedAt().isEmpty()) {
      statements.add(attempt.statement(COUNT_EVENTS, sql.countEvents(plan.lookedAt())));
    }
    if (plan.lastDayChecked() && !plan.lookedAt().contains(lastDay)) {
      statements.add(attempt.statement(COUNT_PARTITIONS, sql.countPartitions(lastDay)));
    }
    return statements;
  }

  /** The tables of this aggregation that are there. */
  List<String> tables() {
    return rows(SHOW_TABLES).stream().map(row -> row.get(0)).toList();
  }

  /** What the events of the days are that were looked at. */
  Map<LocalDate, DayEvents> events() {
    Map<LocalDate, DayEvents> events = new TreeMap<>();
    plan.lookedAt().forEach(day -> events.put(day, DayEvents.NONE));
    answers(COUNT_EVENTS)
        .forEach(row -> events.put(LocalDate.parse(row.get(0)), DayEvents.of(row)));
    return events;
  }

  /** The source partitions that have data for the last day; empty where it is not checked. */
  Optional<Integer> partitions() {
    if (!plan.lastDayChecked()) {
      return Optional.empty();
    }
    return Optional.ofNullable(events().get(plan.run().lastDay()))
        .map(DayEvents::partitions)
        .or(
            () ->
                answers(COUNT_PARTITIONS).stream()
                    .map(row -> Integer.valueOf(row.get(0)))
                    .findFirst());
  }

  /** The rows of a query, the first of which has the names of its columns. */
  private List<List<String>> answers(String name) {
    return rows(name).stream().skip(1).toList();
  }

  private List<List<String>> rows(String name) {
    return results.stream()
        .filter(result -> result.name().equals(name))
        .flatMap(result -> result.rows().stream())
        .toList();
  }
}
