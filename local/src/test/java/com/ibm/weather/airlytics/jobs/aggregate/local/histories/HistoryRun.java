package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** A history as it happens: each of its steps acts, and checks what can be seen then. */
final class HistoryRun {

  private final OwnAggregation job;
  private final Expectations expectations;
  private LocalDate today;

  private HistoryRun(OwnAggregation job, History history) {
    this.job = job;
    this.expectations = new Expectations(job);
    this.today = history.start();
  }

  /** Lets a history happen from its beginning to its end, on an aggregation of its own. */
  static void of(History history, SharedServices services, String name) throws Exception {
    try (OwnAggregation job = services.aggregation(name)) {
      ObjectNode configuration = job.configuration();
      configuration.put("aggregatedValueType", history.valueType());
      configuration.put("sourcePartitions", history.partitions());
      configuration.put("historyStartDay", history.start().toString());
      configuration.put("importToUserDb", history.imported());
      job.windows().remove(0);
      HistoryRun run = new HistoryRun(job, history);
      for (int window = 0; window < history.windows().size(); window++) {
        run.setWindow("window" + window, history.windows().get(window));
      }
      for (Step step : history.steps()) {
        step.take(run);
      }
    }
  }

  void arrive(LocalDate day, List<Event> events) throws SQLException {
    job.rawEvents().add(events);
    today = day.isBefore(today) ? today : day.plusDays(1);
  }

  /** Leaves out the events of days for which nothing is asked. */
  private void arriveLate(List<Event> events) throws SQLException {
    job.rawEvents().add(events.stream().filter(event -> isInHistory(event.day())).toList());
  }

  /** The whole job, after which all must be right. */
  void run() throws Exception {
    expectations.lookBefore(lastDay());
    requireDone(job.run(today));
    expectations.requireAll(lastDay());
  }

  /** A run that is told to end; if it was done before, all must be right. */
  void runUntil(int call) throws Exception {
    expectations.lookBefore(lastDay());
    JobResult result = job.runUntil(call, "--today", today.toString());
    if (result.exitCode() == JobResult.DONE) {
      expectations.requireAll(lastDay());
    } else {
      expectations.requireTablesBeforeOrAfter(lastDay());
    }
  }

  void runWithBrokenFile(LocalDate day) throws Exception {
    Path file = job.rawEvents().addBrokenFile(day);
    expectations.lookBefore(lastDay());
    JobResult result = job.run(today);
    Files.delete(file);
    if (result.exitCode() == JobResult.DONE) {
      expectations.requireAll(lastDay());
    } else {
      expectations.requireTablesBeforeOrAfter(lastDay());
    }
  }

  /** What it shows is not earlier than what was shown. */
  void runForAnEarlierDay(int daysBack) throws Exception {
    LocalDate earlier = lastDay().minusDays(daysBack);
    expectations.lookBefore(earlier);
    requireDone(job.run(earlier.plusDays(1)));
    expectations.requireTablesBeforeOrAfter(earlier);
  }

  /** It may be refused, and the next run is right in any case. */
  void runStage(String stage) throws Exception {
    expectations.lookBefore(lastDay());
    job.run("--stage", stage, "--today", today.toString());
    expectations.requireTablesBeforeOrAfterStage(lastDay());
  }

  void doAgainWith(LocalDate day, List<Event> late) throws SQLException, IOException {
    if (isInHistory(day)) {
      arriveLate(late);
      doAgain(day);
    }
  }

  void doAgainInstead(LocalDate day, List<Event> events) throws SQLException, IOException {
    if (isInHistory(day)) {
      job.rawEvents().remove(day);
      job.rawEvents().add(events);
      doAgain(day);
    }
  }

  private void doAgain(LocalDate day) throws IOException {
    requireDone(
        job.run(
            "--stage", "DailyAggregation", "--day", day.toString(), "--today", today.toString()));
  }

  void reprocess(LocalDate from, LocalDate to, List<Event> late) throws Exception {
    if (isInHistory(from) && isInHistory(to)) {
      arriveLate(late);
      expectations.lookBefore(lastDay());
      requireDone(job.run("--reprocess", from + ".." + to, "--today", today.toString()));
      expectations.requireAll(lastDay());
    }
  }

  void lookBack(int days, List<Event> late) throws Exception {
    arriveLate(late);
    job.configuration().put("lookbackDays", days);
    run();
  }

  /**
   * Whether the job can be asked for a day. One that is not over, or out of the history, it would
   * not do again even when the history has it again.
   */
  private boolean isInHistory(LocalDate day) {
    return !day.isBefore(job.historyStartDay()) && day.isBefore(today);
  }

  void deleteMarker(LocalDate day) throws IOException {
    Files.deleteIfExists(job.target("1d/_SUCCESS_" + day));
  }

  void setWindow(String window, int days) throws IOException {
    for (JsonNode known : job.windows()) {
      if (known.get("aggregationWindowDays").asInt() == days) {
        return; // Two windows of one length would have the same CSV columns.
      }
    }
    expectations.windowChanges(window);
    for (JsonNode known : job.windows()) {
      if (known.get("targetTable").asText().equals(window)) {
        ((ObjectNode) known).put("aggregationWindowDays", days);
        return;
      }
    }
    job.addWindow(window, days);
  }

  void removeWindow(String window) {
    ArrayNode windows = job.windows();
    for (int index = 0; index < windows.size(); index++) {
      if (windows.get(index).get("targetTable").asText().equals(window)) {
        windows.remove(index);
        return;
      }
    }
  }

  void moveStart(LocalDate day) throws IOException {
    if (day.isBefore(lastDay())) {
      expectations.startChanges();
      job.configuration().put("historyStartDay", day.toString());
    }
  }

  void setPartitions(int partitions) {
    job.configuration().put("sourcePartitions", partitions);
  }

  private LocalDate lastDay() {
    return today.minusDays(1);
  }

  private static void requireDone(JobResult result) {
    assertThat(result.exitCode()).as("exit code: %s", result.ending()).isEqualTo(JobResult.DONE);
  }
}
