package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FakeAthena.Script;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Where each line of a run comes from. */
class JobRunLogFieldsTest {

  private final Log log = Log.capture();

  @AfterEach
  void releaseLog() {
    log.close();
  }

  @Test
  void everyLineSaysInFieldsWhereItComesFrom() {
    JobRuns.run(new FakeFunctions("2021-06-04"), sql -> Script.succeeds());
    JobRuns.run(
        new FakeFunctions("2021-06-05"),
        sql -> sql.contains("06-05") ? Script.fails("NO: disk") : Script.succeeds());
    assertThat(log.events())
        .isNotEmpty()
        .allSatisfy(event -> assertThat(fields(event)).containsEntry("run", "run-1"))
        .anySatisfy(
            event -> {
              assertThat(event.getFormattedMessage()).startsWith("  2021-06-04: ");
              assertThat(fields(event))
                  .isEqualTo(
                      Map.of("run", "run-1", "stage", "DailyAggregation", "day", "2021-06-04"));
            })
        .anySatisfy(
            event -> {
              assertThat(event.getFormattedMessage()).startsWith("CheckLastDay ");
              assertThat(fields(event)).isEqualTo(Map.of("run", "run-1", "stage", "CheckLastDay"));
            })
        .anySatisfy(
            event -> {
              assertThat(event.getFormattedMessage()).startsWith("Together ");
              assertThat(fields(event)).isEqualTo(Map.of("run", "run-1"));
            });
    assertThat(log.events())
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .hasSize(3)
        .allSatisfy(
            event ->
                assertThat(fields(event))
                    .containsEntry("stage", "DailyAggregation")
                    .containsEntry("day", "2021-06-05")
                    .hasEntrySatisfying("queryId", id -> assertThat(id).matches("query-\\d+")));
  }

  @Test
  void aWarningAboutAQueryNamesTheQuery() {
    FakeAthena athena =
        FakeAthena.where(Script.succeeds())
            .failing("Get", SdkClientException.create("Connection reset"));
    JobRuns.run(athena, new FakeFunctions("2021-06-30")).execute(JobRuns.INPUT, FrozenTime.NOW);
    assertThat(log.events())
        .filteredOn(event -> event.getLevel() == Level.WARN)
        .singleElement()
        .satisfies(
            event ->
                assertThat(fields(event))
                    .containsEntry("stage", "CheckLastDay")
                    .containsEntry("queryId", "query-1"));
  }

  private static Map<String, String> fields(ILoggingEvent event) {
    return event.getMDCPropertyMap();
  }
}
