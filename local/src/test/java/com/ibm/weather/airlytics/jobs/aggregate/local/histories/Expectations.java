package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must be seen after a run, from the raw events alone. */
final class Expectations {

  private static final String DAILY = "daily";

  /** A window as the configuration says it. */
  private record Window(String table, int days) {

    LocalDate from(LocalDate start, LocalDate day) {
      LocalDate from = day.minusDays(days - 1L);
      return from.isBefore(start) ? start : from;
    }

    String history() {
      return table + "_history";
    }
  }

  private final OwnAggregation job;
  private final Map<String, List<Row>> before = new HashMap<>();
  private boolean lastDayWasDone;

  Expectations(OwnAggregation job) {
    this.job = job;
  }

  /** Keeps what is seen before a run. */
  void lookBefore(LocalDate lastDay) throws SQLException {
    lastDayWasDone = isDone(lastDay);
    before.clear();
    List<String> tables = job.readers().tableNames();
    List<String> shown = windows().stream().map(Window::table).filter(tables::contains).toList();
    shown.forEach(table -> before.put(table, new ArrayList<>()));
    if (!shown.isEmpty()) {
      job.readers().tables(List.of(), shown).forEach(row -> before.get(row.table()).add(row));
    }
    job.createImportTable();
  }

  /** After a whole run: tables, CSV and user DB equal the raw events. */
  void requireAll(LocalDate lastDay) throws SQLException, IOException {
    RawEventsOracle oracle = oracle();
    Optional<LocalDate> newest = newestDay(oracle, lastDay);
    if (newest.isEmpty()) {
      return;
    }
    LocalDate day = newest.get();
    LocalDate start = job.historyStartDay();
    assertThat(start.datesUntil(day.plusDays(1))).as("days that are done").allMatch(this::isDone);
    assertThat(day.equals(lastDay) || !isDone(lastDay)).as("last day is left").isTrue();

    List<String> byDay = new ArrayList<>(List.of(DAILY));
    windows().forEach(window -> byDay.add(window.history()));
    Map<String, List<Row>> seen = new HashMap<>();
    job.readers()
        .tables(byDay, windows().stream().map(Window::table).toList())
        .forEach(row -> seen.computeIfAbsent(row.table(), any -> new ArrayList<>()).add(row));
    assertThat(in(start, day, seen.getOrDefault(DAILY, List.of())))
        .as("daily aggregates")
        .containsExactlyInAnyOrderElementsOf(oracle.days(DAILY, start, day));
    for (Window window : windows()) {
      List<Row> expected = oracle.window("", window.from(start, day), day);
      assertThat(seen.getOrDefault(window.table(), List.of()))
          .as("table %s", window.table())
          .containsExactlyInAnyOrderElementsOf(of(window.table(), "", expected));
      assertThat(in(day, day, seen.getOrDefault(window.history(), List.of())))
          .as("table %s", window.history())
          .containsExactlyInAnyOrderElementsOf(of(window.history(), day.toString(), expected));
    }
    assertThat(job.readers().csv(day))
        .as("CSV")
        .containsExactlyInAnyOrderElementsOf(export(oracle, day));
    if (job.configuration().get("importToUserDb").asBoolean()) {
      assertThat(job.readers().userDb())
          .as("user DB")
          .containsExactlyInAnyOrderElementsOf(export(oracle, day));
    }
    assertThat(job.readers().tableNames()).as("tables").noneMatch(name -> name.contains("_tmp_"));
  }

  /** After a run that was not done: each window's table shows what it did, or what it shall. */
  void requireTablesBeforeOrAfter(LocalDate lastDay) throws SQLException, IOException {
    RawEventsOracle oracle = oracle();
    LocalDate start = job.historyStartDay();
    for (Window window : windows()) {
      if (before.containsKey(window.table())) {
        List<List<Row>> allowed = new ArrayList<>(List.of(before.get(window.table())));
        for (LocalDate day : List.of(lastDay, lastDay.minusDays(1))) {
          allowed.add(of(window.table(), "", oracle.window("", window.from(start, day), day)));
        }
        List<Row> seen = job.readers().tables(List.of(), List.of(window.table()));
        assertThat(allowed)
            .as("table %s of a run that was not done: %s", window.table(), seen)
            .anySatisfy(rows -> assertThat(seen).containsExactlyInAnyOrderElementsOf(rows));
      }
    }
  }

  private RawEventsOracle oracle() throws SQLException, IOException {
    return new RawEventsOracle(
        job.duckDb(), job.rawEvents(), job.configuration().get("aggregatedValueType").asText());
  }

  /** The last day, if it is complete or was done; else the one before. */
  private Optional<LocalDate> newestDay(RawEventsOracle oracle, LocalDate lastDay)
      throws SQLException {
    int partitions = job.configuration().get("sourcePartitions").asInt();
    boolean done = lastDayWasDone || oracle.isComplete(lastDay, partitions);
    return Optional.of(done ? lastDay : lastDay.minusDays(1))
        .filter(day -> !day.isBefore(job.historyStartDay()));
  }

  private boolean isDone(LocalDate day) {
    return Files.exists(job.target("1d/_SUCCESS_" + day));
  }

  private List<Window> windows() {
    List<Window> windows = new ArrayList<>();
    for (JsonNode window : job.windows()) {
      windows.add(
          new Window(
              window.get("targetTable").asText(), window.get("aggregationWindowDays").asInt()));
    }
    return windows;
  }

  /** The CSV's lines: every user of the total, 0 for what is absent. */
  private List<List<String>> export(RawEventsOracle oracle, LocalDate day) throws SQLException {
    LocalDate start = job.historyStartDay();
    List<Map<String, Row>> parts = new ArrayList<>();
    parts.add(byUser(oracle.days("", day, day)));
    for (Window window : windows()) {
      parts.add(byUser(oracle.window("", window.from(start, day), day)));
    }
    List<List<String>> lines = new ArrayList<>();
    for (Row user : oracle.window("", start, day)) {
      List<String> line = new ArrayList<>(List.of(user.user(), user.shard()));
      for (Map<String, Row> part : parts) {
        Optional<Row> row = Optional.ofNullable(part.get(user.user()));
        line.add(row.map(Row::value).orElse("0"));
        line.add(row.map(Row::count).orElse("0"));
      }
      lines.add(line);
    }
    return lines;
  }

  private static Map<String, Row> byUser(List<Row> rows) {
    Map<String, Row> users = new HashMap<>();
    rows.forEach(row -> users.put(row.user(), row));
    return users;
  }

  private static List<Row> in(LocalDate from, LocalDate to, List<Row> rows) {
    return rows.stream()
        .filter(row -> row.day().compareTo(from.toString()) >= 0)
        .filter(row -> row.day().compareTo(to.toString()) <= 0)
        .toList();
  }

  private static List<Row> of(String table, String day, List<Row> rows) {
    return rows.stream().map(row -> row.of(table, day)).toList();
  }
}
