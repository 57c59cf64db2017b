package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A short history for each test, on an aggregation of its own. */
abstract class ShortHistory {

  static final LocalDate DAY_1 = LocalDate.parse("2021-06-01");
  static final LocalDate DAY_2 = DAY_1.plusDays(1);
  static final LocalDate DAY_3 = DAY_1.plusDays(2);
  static final LocalDate DAY_4 = DAY_1.plusDays(3);
  static final LocalDate DAY_5 = DAY_1.plusDays(4);
  static final LocalDate DAY_6 = DAY_1.plusDays(5);

  @TempDir static Path folder;

  private static SharedServices services;
  private static int aggregations;

  OwnAggregation job;

  @BeforeAll
  static void startServices() {
    services = new SharedServices(folder.resolve("services"));
  }

  @AfterAll
  static void stopServices() {
    services.close();
  }

  @BeforeEach
  void setUpAnAggregation() throws Exception {
    job = anotherAggregation();
  }

  static OwnAggregation anotherAggregation() throws Exception {
    return services.aggregation("short" + ++aggregations);
  }

  static JobResult done(JobResult result) {
    assertThat(result.exitCode()).as(result.ending()).isEqualTo(JobResult.DONE);
    return result;
  }

  static void failed(JobResult result) {
    assertThat(result.exitCode()).as(result.ending()).isEqualTo(JobResult.FAILED);
  }
}
