package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.StageFigures;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleEvents;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real definition through the real runner, over HTTP, on S3Proxy, DuckDB and PostgreSQL, for a
 * first run, the next day, a catch-up after three days, and the same again; each compared with SQL
 * straight over the raw events.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndTest {

  private static final LocalDate FIRST_DAY = LocalDate.parse("2021-06-01");
  private static final int MOST_STATEMENTS = 20;
  private static final int MOST_DATA_STATEMENTS = 8;

  @TempDir private static Path folder;

  private static JobFixture job;

  @BeforeAll
  static void startServicesAndWriteEvents() throws Exception {
    job = JobFixture.start(folder, JobFixture.smallSample(FIRST_DAY, 24));
  }

  @AfterAll
  static void stopServices() throws Exception {
    job.close();
  }

  @Test
  @Order(1)
  void firstRunAggregatesTheWholeHistory() throws Exception {
    JobResult result = job.run(FIRST_DAY.plusDays(18));

    assertThat(result.exitCode()).isZero();
    long rejected = 0;
    for (LocalDate day : FIRST_DAY.datesUntil(FIRST_DAY.plusDays(18)).toList()) {
      rejected += job.output().requireDailyAggregates(day);
    }
    assertThat(result.stages().get(1).message()).contains("%d rejected values".formatted(rejected));
    job.output().requireEverythingUpTo(FIRST_DAY.plusDays(17));
  }

  @Test
  @Order(2)
  void dailyRunAddsOneDayWithinTheStatementLimits() throws Exception {
    JobResult result = job.run(FIRST_DAY.plusDays(19));

    assertThat(result.exitCode()).isZero();
    assertThat(sum(result.stages().stream().map(StageFigures::statements).toList()))
        .isLessThanOrEqualTo(MOST_STATEMENTS);
    assertThat(sum(result.stages().stream().map(StageFigures::dataStatements).toList()))
        .isLessThanOrEqualTo(MOST_DATA_STATEMENTS);
    job.output().requireEverythingUpTo(FIRST_DAY.plusDays(18));
  }

  @Test
  @Order(3)
  void runAfterFourDaysCatchesUpOverADayWithoutMatchingEvents() throws Exception {
    LocalDate lastDay = FIRST_DAY.plusDays(22);
    assertThat(job.sample().dayWithoutAdImpressions()).isBetween(FIRST_DAY.plusDays(19), lastDay);

    JobResult result = job.run(lastDay.plusDays(1));

    assertThat(result.exitCode()).isZero();
    job.output().requireDailyAggregates(job.sample().dayWithoutAdImpressions());
    job.output().requireEverythingUpTo(lastDay);
  }

  @Test
  @Order(4)
  void sameRunAgainDoesNothingTwice() throws Exception {
    LocalDate lastDay = FIRST_DAY.plusDays(22);
    List<String> objects = job.dataObjects();
    int imports = job.imports().size();

    JobResult result = job.run(lastDay.plusDays(1));

    assertThat(result.exitCode()).isZero();
    assertThat(result.stages()).allSatisfy(stage -> assertThat(stage.rows().orElse(0)).isZero());
    assertThat(job.dataObjects()).isEqualTo(objects);
    assertThat(job.imports()).hasSize(imports);
    job.output().requireEverythingUpTo(lastDay);
  }

  @Test
  @Order(5)
  void lastDayThatIsNotCompleteIsLeftForALaterRun() throws Exception {
    LocalDate lastDay = FIRST_DAY.plusDays(23);
    job.hidePartition(7, lastDay);

    JobResult notReady = job.run(lastDay.plusDays(1));
    assertThat(notReady.exitCode()).isZero();
    job.output().requireEverythingUpTo(lastDay.minusDays(1));

    job.showPartition(7, lastDay);
    assertThat(job.run(lastDay.plusDays(1)).exitCode()).isZero();
    job.output().requireEverythingUpTo(lastDay);
  }

  @Test
  @Order(6)
  void eachStageCanBeRunAgainAlone() throws Exception {
    LocalDate lastDay = FIRST_DAY.plusDays(23);
    for (String stage :
        List.of("CheckLastDay", "WindowAggregation", "ExportCsv", "ImportToUserDb")) {
      JobResult result = job.runStage(stage, lastDay.plusDays(1), lastDay);
      assertThat(result.exitCode()).as(stage).isZero();
      job.output().requireEverythingUpTo(lastDay);
    }
  }

  @Test
  @Order(7)
  void dayThatIsRedoneLeadsToNewWindows() throws Exception {
    LocalDate lastDay = FIRST_DAY.plusDays(23);
    LocalDate redone = lastDay.minusDays(2);
    job.addEvents(redone, "late-user", 1_000_003);

    assertThat(job.runStage("DailyAggregation", lastDay.plusDays(1), redone).exitCode()).isZero();
    assertThat(job.run(lastDay.plusDays(1)).exitCode()).isZero();

    job.output().requireDailyAggregates(redone);
    job.output().requireEverythingUpTo(lastDay);
  }

  @Test
  @Order(8)
  void userIdsWithCommasAndQuotesReachTheUserDb() throws Exception {
    assertThat(job.userDbUsers())
        .contains(SampleEvents.USER_WITH_COMMA, SampleEvents.USER_WITH_QUOTE, "late-user");
  }

  @Test
  @Order(9)
  void invalidValuesFailTheDayWhenTheConfigurationSaysSo() throws Exception {
    ObjectNode strict = job.configuration().deepCopy();
    strict.put("failOnInvalidValues", true);

    JobResult result =
        job.runStage(strict, "DailyAggregation", FIRST_DAY.plusDays(24), FIRST_DAY.plusDays(1));

    assertThat(result.exitCode()).isEqualTo(JobResult.FAILED);
    assertThat(job.run(FIRST_DAY.plusDays(24)).exitCode()).isZero();
    job.output().requireDailyAggregates(FIRST_DAY.plusDays(1));
    job.output().requireEverythingUpTo(FIRST_DAY.plusDays(23));
  }

  private static int sum(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }
}
