package com.ibm.weather.airlytics.jobs.aggregate.container.health;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.DayFigures;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FiguresListener;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.StageFigures;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Stage;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The metrics of a run. All carry the labels of the aggregation, scraped or pushed, so that the
 * same alert serves both. What is not known is absent, not 0.
 */
final class RunMetrics implements FiguresListener {

  /** What a run is at. */
  enum State {
    /** It reads its configuration. */
    STARTING,
    /** Its stages are at work. */
    RUNNING,
    /** All was done, or there was nothing to do. */
    SUCCEEDED,
    /** It failed, was stopped, or could not begin. */
    FAILED
  }

  private static final String STAGE = "stage";
  private static final String DML = "DML";
  private static final String OTHER = "other";

  private final Labels labels;
  private final Gauge state;
  private final Gauge stageDuration;
  private final Counter statements;
  private final Counter scannedBytes;
  private final Counter rows;
  private final Counter events;
  private final Counter rejectedValues;
  private final Counter eventsWithoutUser;
  private final AtomicReference<Double> missingDays = new AtomicReference<>();
  private final AtomicReference<Double> lastSuccessfulDay = new AtomicReference<>();

  /**
   * Registers the metrics.
   *
   * @param labels what all of them are labelled with
   */
  RunMetrics(PrometheusRegistry registry, Labels labels) {
    this.labels = labels;
    this.state =
        gauge(
                "airlytics_run_state",
                "1 for the state that the run is in, 0 for the others",
                "state")
            .register(registry);
    this.stageDuration =
        gauge("airlytics_stage_duration_seconds", "How long a stage took, retries included", STAGE)
            .register(registry);
    this.statements =
        counter("airlytics_athena_statements", "Athena statements that ended", STAGE, "type")
            .register(registry);
    this.scannedBytes =
        counter("airlytics_athena_scanned_bytes", "Bytes that Athena scanned", STAGE)
            .register(registry);
    this.rows = counter("airlytics_rows", "Rows that a stage wrote", STAGE).register(registry);
    this.events = counter("airlytics_events", "Raw events that were aggregated").register(registry);
    this.rejectedValues =
        counter("airlytics_rejected_values", "Events whose value is not a number that fits")
            .register(registry);
    this.eventsWithoutUser =
        counter("airlytics_events_without_user", "Events left out for lack of a user id")
            .register(registry);
    whenKnown(
        registry,
        "airlytics_missing_days",
        "Days up to the last day that are not aggregated",
        missingDays);
    whenKnown(
        registry,
        "airlytics_last_successful_day_timestamp_seconds",
        "The beginning, in UTC, of the newest day for which all stages are done",
        lastSuccessfulDay);
    for (Stage stage : Stage.values()) {
      statements.initLabelValues(stage.stateName(), DML);
      statements.initLabelValues(stage.stateName(), OTHER);
      scannedBytes.initLabelValues(stage.stateName());
      rows.initLabelValues(stage.stateName());
    }
    is(State.STARTING);
  }

  /** The run is in a state from now on. */
  void is(State current) {
    for (State each : State.values()) {
      state.labelValues(each.name().toLowerCase(Locale.ROOT)).set(each == current ? 1 : 0);
    }
  }

  @Override
  public void daysMissing(int count) {
    missingDays.set((double) count);
  }

  @Override
  public void statementEnded(String stage, boolean dataManipulation, long bytes) {
    statements.labelValues(stage, dataManipulation ? DML : OTHER).inc();
    scannedBytes.labelValues(stage).inc(bytes);
  }

  @Override
  public void dayAggregated(DayFigures day) {
    rows.labelValues(Stage.DAILY_AGGREGATION.stateName()).inc(day.users());
    events.inc(day.events());
    rejectedValues.inc(day.rejected());
    eventsWithoutUser.inc(day.withoutUser());
  }

  @Override
  public void stageEnded(StageFigures stage) {
    stageDuration.labelValues(stage.stage()).set(seconds(stage.duration()));
    boolean countedByDay = stage.stage().equals(Stage.DAILY_AGGREGATION.stateName());
    if (!countedByDay) {
      rows.labelValues(stage.stage()).inc(stage.rows().orElse(0));
    }
  }

  @Override
  public void allDone(LocalDate day) {
    lastSuccessfulDay.set((double) day.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private Gauge.Builder gauge(String name, String help, String... labelNames) {
    return Gauge.builder().name(name).help(help).labelNames(labelNames).constLabels(labels);
  }

  private Counter.Builder counter(String name, String help, String... labelNames) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labelNames)
        .constLabels(labels)
        .withoutExemplars();
  }

  private void whenKnown(
      PrometheusRegistry registry, String name, String help, AtomicReference<Double> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .constLabels(labels)
        .callback(
            callback -> {
              Double known = value.get();
              if (known != null) {
                callback.call(known);
              }
            })
        .register(registry);
  }
}
