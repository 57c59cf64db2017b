package com.ibm.weather.airlytics.jobs.aggregate.container.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.DayFigures;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.StageFigures;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The metrics as Prometheus reads them. */
class RunMetricsTest {

  private static final Path README = Path.of("..", "README.md");

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final RunMetrics metrics = new RunMetrics(registry, Labels.of("product", "App \"1\""));

  @Test
  void aRunIsInOneState() {
    assertThat(lines("airlytics_run_state"))
        .containsExactlyInAnyOrder(
            "airlytics_run_state{product=\"App \\\"1\\\"\",state=\"starting\"} 1.0",
            "airlytics_run_state{product=\"App \\\"1\\\"\",state=\"running\"} 0.0",
            "airlytics_run_state{product=\"App \\\"1\\\"\",state=\"succeeded\"} 0.0",
            "airlytics_run_state{product=\"App \\\"1\\\"\",state=\"failed\"} 0.0");
    metrics.is(RunMetrics.State.FAILED);
    assertThat(lines("airlytics_run_state"))
        .filteredOn(line -> line.endsWith(" 1.0"))
        .singleElement()
        .asString()
        .contains("state=\"failed\"");
  }

  @Test
  void statementsAreCountedByStageAndType() {
    metrics.statementEnded("ExportCsv", true, 1_000);
    metrics.statementEnded("ExportCsv", true, 234);
    metrics.statementEnded("ExportCsv", false, 0);
    assertThat(lines("airlytics_athena_statements_total"))
        .contains(
            "airlytics_athena_statements_total{product=\"App \\\"1\\\"\",stage=\"ExportCsv\","
                + "type=\"DML\"} 2.0",
            "airlytics_athena_statements_total{product=\"App \\\"1\\\"\",stage=\"ExportCsv\","
                + "type=\"other\"} 1.0")
        .hasSize(10);
    assertThat(lines("airlytics_athena_scanned_bytes_total"))
        .contains(sample("airlytics_athena_scanned_bytes_total", "ExportCsv", "1234.0"))
        .contains(sample("airlytics_athena_scanned_bytes_total", "CheckLastDay", "0.0"))
        .hasSize(5);
  }

  @Test
  void aStageTellsWhatItTookAndWrote() {
    metrics.stageEnded(stage("ExportCsv", OptionalLong.of(12)));
    metrics.stageEnded(stage("WindowAggregation", OptionalLong.empty()));
    assertThat(lines("airlytics_stage_duration_seconds"))
        .containsExactlyInAnyOrder(
            sample("airlytics_stage_duration_seconds", "ExportCsv", "1.5"),
            sample("airlytics_stage_duration_seconds", "WindowAggregation", "1.5"));
    assertThat(lines("airlytics_rows_total"))
        .contains(sample("airlytics_rows_total", "ExportCsv", "12.0"))
        .contains(sample("airlytics_rows_total", "WindowAggregation", "0.0"));
  }

  @Test
  void theRowsOfDaysCountDayByDayAndNotTwice() {
    metrics.dayAggregated(new DayFigures(10, 100, 1, 2));
    metrics.dayAggregated(new DayFigures(5, 50, 0, 1));
    metrics.stageEnded(stage("DailyAggregation", OptionalLong.of(15)));
    assertThat(lines("airlytics_rows_total"))
        .contains(sample("airlytics_rows_total", "DailyAggregation", "15.0"));
    assertThat(lines("airlytics_events_total"))
        .containsExactly("airlytics_events_total{product=\"App \\\"1\\\"\"} 150.0");
    assertThat(lines("airlytics_rejected_values_total"))
        .containsExactly("airlytics_rejected_values_total{product=\"App \\\"1\\\"\"} 1.0");
    assertThat(lines("airlytics_events_without_user_total"))
        .containsExactly("airlytics_events_without_user_total{product=\"App \\\"1\\\"\"} 3.0");
  }

  @Test
  void whatIsNotKnownIsAbsent() {
    assertThat(lines("airlytics_missing_days")).isEmpty();
    assertThat(lines("airlytics_last_successful_day_timestamp_seconds")).isEmpty();
    metrics.daysMissing(0);
    metrics.allDone(LocalDate.parse("2021-06-30"));
    assertThat(lines("airlytics_missing_days"))
        .containsExactly("airlytics_missing_days{product=\"App \\\"1\\\"\"} 0.0");
    assertThat(lines("airlytics_last_successful_day_timestamp_seconds"))
        .singleElement()
        .asString()
        .matches(".*} (1\\.6250112E9|1625011200(\\.0)?)");
  }

  @Test
  void theReadmeListsAllOfThemAndNoOther() throws IOException {
    metrics.daysMissing(0);
    metrics.allDone(LocalDate.parse("2021-06-30"));
    metrics.stageEnded(stage("ExportCsv", OptionalLong.of(12)));
    Set<String> named = matches("\\b(airlytics_\\w+)", Files.readString(README));
    assertThat(named).isEqualTo(matches("# TYPE (\\w+)", text()));
  }

  private static Set<String> matches(String regex, String text) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  private static StageFigures stage(String name, OptionalLong rows) {
    return new StageFigures(name, Duration.ofMillis(1_500), 2, 1, 1_234, rows, "done");
  }

  private static String sample(String name, String stage, String value) {
    return "%s{product=\"App \\\"1\\\"\",stage=\"%s\"} %s".formatted(name, stage, value);
  }

  private List<String> lines(String name) {
    return text().lines().filter(line -> line.startsWith(name + "{")).toList();
  }

  private String text() {
    return PrometheusTextFormatWriter.create().toDebugString(registry.scrape());
  }
}
