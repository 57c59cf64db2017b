package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.ExecutionListener;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Failure;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log what a run does, and keeps the figures of its stages. */
final class RunReporter implements ExecutionListener, StatementListener {

  private static final Logger LOGGER = LoggerFactory.getLogger(RunReporter.class);
  private static final String DAY_STATE = "AggregateDay";

  private record Statements(int all, int data, long scannedBytes) {

    static final Statements NONE = new Statements(0, 0, 0);

    Statements plus(Statements other) {
      return new Statements(all + other.all, data + other.data, scannedBytes + other.scannedBytes);
    }
  }

  private final Map<String, Statements> statements = new ConcurrentHashMap<>();
  private final List<StageFigures> stages = new ArrayList<>();
  private final List<StatePath> path = new ArrayList<>();
  private final StageDays stageDays = new StageDays();
  private int doneDays;
  private int days;
  private Optional<Failure> failure = Optional.empty();

  /** The stages that ended well, in the order in which they did. */
  synchronized List<StageFigures> stages() {
    return List.copyOf(stages);
  }

  /** The states in the order in which they were entered, iterations left out but the first. */
  synchronized List<StatePath> path() {
    return List.copyOf(path);
  }

  /**
   * The first failure of a stage that nothing mended, where it happened. A distributed Map only
   * says that an iteration failed; this is why that iteration did.
   */
  synchronized Optional<Failure> failure() {
    return failure;
  }

  /** The days that the stages worked on. */
  StageDays stageDays() {
    return stageDays;
  }

  @Override
  public synchronized void stateEntered(StatePath state, String type, JsonNode input) {
    stageDays.entered(state, input);
    boolean first = state.steps().stream().allMatch(step -> step.iteration().orElse(0) == 0);
    if (first) {
      path.add(state);
    }
  }

  @Override
  public synchronized void mapStarted(StatePath state, int itemCount) {
    if (state.toString().equals("DailyAggregation")) {
      days = itemCount;
    }
  }

  @Override
  public synchronized void stateExited(
      StatePath state, String type, Duration duration, JsonNode output) {
    String name = state.steps().get(state.steps().size() - 1).state();
    if (state.steps().size() == 1 && type.equals("Map") && !output.isEmpty()) {
      stageEnded(name, duration, StageOutcomes.read(output));
    } else if (name.equals(DAY_STATE)) {
      LOGGER.info("  {} ({} of {})", StageOutcomes.day(output), ++doneDays, days);
    }
  }

  private void stageEnded(String stage, Duration duration, StageOutcomes outcomes) {
    Statements ran = statements.getOrDefault(stage, Statements.NONE);
    StageFigures figures =
        new StageFigures(
            stage,
            duration,
            ran.all(),
            ran.data(),
            ran.scannedBytes(),
            outcomes.rows(),
            outcomes.message());
    stages.add(figures);
    LOGGER.info("{}", StageTable.line(figures));
  }

  @Override
  public synchronized void iterationEnded(
      StatePath iteration, Duration duration, Optional<Failure> why) {
    if (iteration.steps().size() == 1 && failure.isEmpty()) {
      failure = why;
    }
  }

  @Override
  public synchronized void retryScheduled(
      StatePath state, Failure why, int attempt, Duration delay) {
    if (state.steps().size() == 1) {
      failure = Optional.empty();
    }
    LOGGER.warn(
        "{} is tried again in {} (retry {}): {}{}",
        stageDays.describe(state),
        Text.duration(delay),
        attempt,
        why.path().equals(state) ? "" : stageDays.describe(why.path()) + ": ",
        FailureText.of(why));
  }

  @Override
  public void statementEnded(StatePath state, boolean dataManipulation, long scannedBytes) {
    statements.merge(
        state.steps().get(0).state(),
        new Statements(1, dataManipulation ? 1 : 0, scannedBytes),
        Statements::plus);
  }
}
