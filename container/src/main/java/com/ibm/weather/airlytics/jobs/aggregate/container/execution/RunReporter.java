package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.logging.LogFields;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Stage;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.ExecutionInput;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.ExecutionListener;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.ExecutionResult;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Failure;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.QuotaUse;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and a listener what a run does, and keeps the figures of its stages. */
final class RunReporter implements ExecutionListener, StatementListener {

  private static final Logger LOGGER = LoggerFactory.getLogger(RunReporter.class);
  private static final String CHECK_STATE = "PrepareCheck";
  private static final String DAY_STATE = "AggregateDay";
  private static final String WINDOWS_STATE = "AggregateWindows";
  private static final String LEASE_STATE = "TakeLease";

  private record Statements(int all, int data, long scannedBytes) {

    static final Statements NONE = new Statements(0, 0, 0);

    Statements plus(Statements other) {
      return new Statements(all + other.all, data + other.data, scannedBytes + other.scannedBytes);
    }
  }

  private final String run;
  private final FiguresListener listener;
  private final Map<String, Statements> statements = new ConcurrentHashMap<>();
  private final List<StageFigures> stages = new ArrayList<>();
  private final List<StatePath> path = new ArrayList<>();
  private final StageDays stageDays = new StageDays();
  private int missing;
  private int aggregatedDays;
  private Optional<Opening> opening = Optional.empty();
  private int days;
  private String rebuilt = "";
  private boolean backdated;
  private Optional<Failure> failure = Optional.empty();
  private Optional<QuotaUse> quotaUse = Optional.empty();

  /**
   * @param run the run's id
   */
  RunReporter(String run, FiguresListener listener) {
    this.run = run;
    this.listener = listener;
  }

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

  /** How near the run came to the quotas of Step Functions; empty before it has ended. */
  synchronized Optional<QuotaUse> quotaUse() {
    return quotaUse;
  }

  /** The days that the stages worked on. */
  StageDays stageDays() {
    return stageDays;
  }

  /** What a run that ended well has done. */
  synchronized String ending() {
    boolean idle =
        stages.stream()
            .skip(1)
            .allMatch(stage -> stage.statements() == 0 && stage.rows().orElse(0) == 0);
    return opening.orElseThrow().ending(idle, rebuilt);
  }

  /**
   * A run for an earlier day than the one on which it starts sees less than the runs before it did:
   * what it finds is not how the aggregation is doing.
   */
  @Override
  public synchronized void executionStarted(ExecutionInput input) {
    LocalDate start = LocalDate.ofInstant(input.startTime(), ZoneOffset.UTC);
    String today = input.input().path("today").asText(start.toString());
    backdated = LocalDate.parse(today).isBefore(start);
  }

  @Override
  public void executionEnded(ExecutionInput input, ExecutionResult result, Duration duration) {
    LogFields.place(run, Optional.empty(), Optional.empty(), Optional.empty());
    LOGGER.debug("In Step Functions: {}", result.quotaUse());
    synchronized (this) {
      quotaUse = Optional.of(result.quotaUse());
      if (result.status() == ExecutionResult.Status.SUCCEEDED) {
        opening.flatMap(Opening::allDone).filter(day -> !backdated).ifPresent(listener::allDone);
      }
    }
  }

  @Override
  public synchronized void stateEntered(StatePath state, String type, JsonNode input) {
    stageDays.entered(state, input);
    LogFields.place(run, stageDays.stage(state), stageDays.day(state), Optional.empty());
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
      stageEnded(name, duration, output);
    } else if (name.equals(CHECK_STATE)) {
      daysFound(output.at("/Payload/plan"));
    } else if (name.equals(LEASE_STATE)) {
      leaseAnswered(output.path("Payload"));
    } else if (name.equals(DAY_STATE)) {
      dayEnded(output);
    } else if (name.equals(WINDOWS_STATE) && output.path("rebuilt").asBoolean()) {
      LOGGER.info(
          "  {}: {} made anew", output.path("day").asText(), output.path("message").asText());
    }
  }

  private void daysFound(JsonNode plan) {
    missing = plan.path("missingDays").asInt();
    if (!plan.at("/run/redo").asBoolean() && !backdated) {
      listener.daysMissing(missing);
    }
  }

  /** What it takes to get the lease; that another run has it, the outcome of the stage says. */
  private static void leaseAnswered(JsonNode answer) {
    String message = answer.path("message").asText();
    if (!message.isEmpty() && !answer.path("state").asText().equals("HELD")) {
      LOGGER.info("  {}", message);
    }
  }

  private void dayEnded(JsonNode output) {
    DayFigures day = DayFigures.read(output);
    aggregatedDays++;
    LOGGER.info(
        "  {}: {} of {}{} ({} of {})",
        output.path("day").asText(),
        Text.count(day.events(), "event"),
        Text.count(day.users(), "user"),
        day.leftOut(),
        aggregatedDays,
        days);
    listener.dayAggregated(day);
    if (opening.filter(Opening::redo).isEmpty() && !backdated) {
      listener.daysMissing(missing - aggregatedDays);
    }
  }

  private void stageEnded(String stage, Duration duration, JsonNode output) {
    if (stage.equals(Stage.CHECK_LAST_DAY.stateName())) {
      Opening opened = Opening.read(output.path(0));
      opening = Optional.of(opened);
      missing = opened.missingDays();
    }
    StageOutcomes outcomes = StageOutcomes.read(output);
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
    rebuilt = rebuilt + outcomes.rebuilt();
    stages.add(figures);
    LOGGER.info("{}", StageTable.line(figures));
    listener.stageEnded(figures);
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
    LogFields.Scope query = LogFields.query(FailureText.queryId(why));
    try {
      LOGGER.warn(
          "{} is tried again in {} (retry {}): {}{}",
          stageDays.describe(state),
          Text.duration(delay),
          attempt,
          why.path().equals(state) ? "" : stageDays.describe(why.path()) + ": ",
          FailureText.of(why));
    } finally {
      query.close();
    }
  }

  @Override
  public void statementEnded(StatePath state, boolean dataManipulation, long scannedBytes) {
    String stage = state.steps().get(0).state();
    statements.merge(
        stage, new Statements(1, dataManipulation ? 1 : 0, scannedBytes), Statements::plus);
    listener.statementEnded(stage, dataManipulation, scannedBytes);
  }
}
