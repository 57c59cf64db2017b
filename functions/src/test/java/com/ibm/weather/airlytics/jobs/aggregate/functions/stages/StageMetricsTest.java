package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.EmbeddedMetricFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How figures are written, whatever the stage. */
class StageMetricsTest {

  private static final Run RUN =
      new Run(
          "run-1",
          "process 1 on test",
          "primary",
          new Aggregation("LTV", "PROD", "Bob's \"Über\" App", "INTERNAL"),
          Documented.configuration(),
          june(10),
          june(10),
          List.of(Stage.EXPORT_CSV),
          false,
          List.of());
  private static final Figures NONE = Figures.of(RUN, Stage.EXPORT_CSV, june(10));

  private final MetricLines lines = new MetricLines();

  @Test
  void theFiguresAreOneLineWithTheNamesAsTheyAre() {
    write(lines.metrics(), NONE.count("Users", 3).count("Events", Long.MAX_VALUE));

    assertThat(lines.text())
        .isEqualTo(
            """
            {"_aws":{"Timestamp":1623380400123,"CloudWatchMetrics":[{"Namespace":"Airlytics",\
            "Dimensions":[[],["Environment","Product","Deployment","Aggregation"]],\
            "Metrics":[{"Name":"Users","Unit":"Count"},{"Name":"Events","Unit":"Count"}]}]},\
            "Environment":"PROD","Product":"Bob's \\"Über\\" App","Deployment":"INTERNAL",\
            "Aggregation":"LTV","run":"run-1","stage":"ExportCsv","day":"2021-06-10",\
            "Users":3,"Events":9223372036854775807}
            """);
    assertThat(lines.documents())
        .singleElement()
        .satisfies(line -> assertThat(EmbeddedMetricFormat.findings(line)).isEmpty());
  }

  @Test
  void theAnswerStaysWhatItWas() {
    assertThat(write(lines.metrics(), NONE.count("Users", 3))).isEqualTo("an answer");
  }

  @Test
  void withoutANamespaceNothingIsWritten() {
    write(lines.metrics(Optional.empty()), NONE.count("Users", 3));

    assertThat(lines.text()).isEmpty();
  }

  @Test
  void withoutFiguresNothingIsWritten() {
    write(lines.metrics(), NONE);

    assertThat(lines.text()).isEmpty();
  }

  @Test
  void workThatFailsHasNoFigures() {
    Function<String, String> failing =
        request -> {
          throw new StageException(Stage.EXPORT_CSV, june(10), request);
        };

    assertThatThrownBy(
            () ->
                lines
                    .metrics()
                    .of(failing, (request, answer) -> NONE.count("Users", 3))
                    .apply("no disk"))
        .isInstanceOf(StageException.class);
    assertThat(lines.text()).isEmpty();
  }

  private static String write(StageMetrics metrics, Figures figures) {
    return metrics
        .of((String request) -> "an answer", (request, answer) -> figures)
        .apply("a request");
  }
}
