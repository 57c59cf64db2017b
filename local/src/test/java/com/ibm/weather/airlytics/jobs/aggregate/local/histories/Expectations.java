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
import java.util.stream.Collectors;

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

  /** What a window's table shows: the snapshot of a day. */
  private record Shown(LocalDate day, List<Row> rows) {}

  private final OwnAggregation job;
  private final OlderSnapshots olderSnapshots;
  private final Map<String, Shown> before = new HashMap<>();
  private boolean lastDayWasDone;

  Expectations(OwnAggregation job) {
    this.job = job;
    this.olderSnapshots = new OlderSnapshots(job);
  }

  /** A window sums other days from now on. */
  void windowChanges(String table) throws IOException {
    olderSnapshots.windowChanges(table);
  }

  /** All windows begin on another day from now on. */
  void startChanges() throws IOException {
    for (Window window : windows()) {
      windowChanges(window.table());
    }
  }

  /** Keeps what is seen before a run that is asked for a last day. */
  void lookBefore(LocalDate lastDay) throws SQLException {
    lastDayWasDone = isDone(lastDay);
    before.clear();
    List<String> tables = job.readers().tableNames();
    windows().stream()
        .map(Window::table)
        .filter(tables::contains)
        .forEach(table -> before.put(table, shown(table)));
    job.createImportTable();
  }

  private Shown shown(String table) {
    return new Shown(
        job.readers().shownDay(table), job.readers().tables(List.of(), List.of(table)));
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
    Map<String, List<Row>> seen =
        job.readers().tables(byDay, List.of()).stream().collect(Collectors.groupingBy(Row::table));
    assertThat(in(start, day, seen.getOrDefault(DAILY, List.of())))
        .as("daily aggregates")
        .containsExactlyInAnyOrderElementsOf(oracle.days(DAILY, start, day));
    for (Window window : windows()) {
      requireShown(window, oracle, day);
      requireHistory(window, oracle, day, seen.getOrDefault(window.history(), List.of()));
    }
    assertThat(job.readers().csv(day))
        .as("CSV")
        .containsExactlyInAnyOrderElementsOf(export(oracle, day));
    if (job.configuration().get("importToUserDb").asBoolean()) {
      assertThat(job.readers().userDb())
          .as("user DB")
          .containsExactlyInAnyOrderElementsOf(export(oracle, day));
    }
    assertThat(job.readers().tableNames()).as("tables").noneMatch(this::isLeftover);
  }

  /**
   * What a stopped run left of a window stays when the configuration names the window no more: it
   * might be another aggregation's.
   */
  private boolean isLeftover(String table) {
    List<String> parts = List.of(table.split("_tmp_", 2));
    boolean ofRemovedWindow =
        parts.get(0).startsWith("window")
            && windows().stream().noneMatch(window -> window.table().equals(parts.get(0)));
    return parts.size() > 1 && !ofRemovedWindow;
  }

  /** A table that shows a day never shows an earlier one again. */
  private void requireShown(Window window, RawEventsOracle oracle, LocalDate day)
      throws SQLException {
    Shown shown = shown(window.table());
    Optional<Shown> later = before(window).filter(known -> known.day().isAfter(day));
    assertThat(shown.day())
        .as("day of table %s", window.table())
        .isEqualTo(later.map(Shown::day).orElse(day));
    assertThat(shown.rows())
        .as("table %s", window.table())
        .containsExactlyInAnyOrderElementsOf(
            later.isPresent() ? later.get().rows() : rows(window, oracle, day));
  }

  /** All snapshots that can be compared, be they made anew or not. */
  private void requireHistory(
      Window window, RawEventsOracle oracle, LocalDate newest, List<Row> seen)
      throws SQLException, IOException {
    olderSnapshots.windowIsShown(window.table(), newest);
    LocalDate start = job.historyStartDay();
    LocalDate first = olderSnapshots.comparableFrom(window.table(), start);
    LocalDate from = first.isAfter(newest) ? newest : first;
    List<Row> expected = new ArrayList<>();
    for (LocalDate day : olderSnapshots.days(window.table(), from, newest)) {
      expected.addAll(
          of(window.history(), day.toString(), oracle.window("", window.from(start, day), day)));
    }
    assertThat(in(from, newest, seen))
        .as("table %s since %s", window.history(), from)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  /**
   * After a run that was not done, or not for the newest day: each window's table shows what it
   * did, or what the run shall show.
   *
   * @param lastDay the last day that the run was asked for
   */
  void requireTablesBeforeOrAfter(LocalDate lastDay) throws SQLException, IOException {
    RawEventsOracle oracle = oracle();
    requireTablesBeforeOr(newestDay(oracle, lastDay), oracle);
  }

  /** After a stage of its own, which is for the newest day that is done. */
  void requireTablesBeforeOrAfterStage(LocalDate lastDay) throws SQLException, IOException {
    Optional<LocalDate> newest =
        job.historyStartDay()
            .datesUntil(lastDay.plusDays(1))
            .filter(this::isDone)
            .reduce((a, b) -> b);
    requireTablesBeforeOr(newest, oracle());
  }

  private void requireTablesBeforeOr(Optional<LocalDate> newest, RawEventsOracle oracle)
      throws SQLException {
    for (Window window : windows()) {
      if (before(window).isPresent()) {
        Shown known = before(window).get();
        List<List<Row>> allowed = new ArrayList<>();
        Shown seen = shown(window.table());
        if (seen.day().equals(known.day())) {
          allowed.add(known.rows());
        } else {
          assertThat(seen.day()).as("day of table %s", window.table()).isAfter(known.day());
        }
        if (newest.equals(Optional.of(seen.day()))) {
          allowed.add(rows(window, oracle, seen.day()));
        }
        assertThat(allowed)
            .as("table %s of %s: %s", window.table(), seen.day(), seen.rows())
            .anySatisfy(rows -> assertThat(seen.rows()).containsExactlyInAnyOrderElementsOf(rows));
      }
    }
  }

  private Optional<Shown> before(Window window) {
    return Optional.ofNullable(before.get(window.table()));
  }

  private List<Row> rows(Window window, RawEventsOracle oracle, LocalDate day) throws SQLException {
    LocalDate from = window.from(job.historyStartDay(), day);
    return of(window.table(), "", oracle.window("", from, day));
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
