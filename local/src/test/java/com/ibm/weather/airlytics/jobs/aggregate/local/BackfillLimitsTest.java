package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.local.image.InstantAthena;
import com.ibm.weather.airlytics.jobs.aggregate.local.s3.LocalS3;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobExecutionService;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobRequest;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.LargestPayload;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.QuotaUse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How near a backfill comes to the quotas of Step Functions: the job as it is, on the embedded S3
 * and an Athena that takes no time. Prints the figures; with {@code -Ddays=2000} those of the
 * longest backfill, which takes minutes, else they are worked out from those of shorter ones.
 */
class BackfillLimitsTest {

  private static final int LONGEST_BACKFILL = 2_000;
  private static final int DAYS = Integer.getInteger("days", 100);

  /**
   * What is counted of a day has one to three digits here; with nine more it is enough for anyone.
   */
  private static final int COUNTS = 4;

  private static final int DIGITS_MORE = 9;

  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final int PARTITIONS = 1;
  private static final String BUCKET = "backfill";

  @TempDir private Path folder;

  @Test
  void aBackfillOfTwoThousandDaysStaysWithinTheQuotasOfStepFunctions() throws Exception {
    QuotaUse day = backfill(1);
    QuotaUse days = backfill(DAYS);

    System.out.printf("A backfill of %,d days in Step Functions: %s%n", DAYS, days);
    assertThat(days.childExecutions()).as("one a day, and one for the windows").isEqualTo(DAYS + 1);
    assertThat(days.historyEvents())
        .as("the history of the run does not grow with the days")
        .isEqualTo(day.historyEvents())
        .isLessThan(QuotaUse.MOST_HISTORY_EVENTS / 50);
    assertThat(days.mostChildHistoryEvents())
        .as("nor does that of a day")
        .isEqualTo(day.mostChildHistoryEvents())
        .isLessThan(QuotaUse.MOST_HISTORY_EVENTS / 50);
    LargestPayload largest = days.largestPayload();
    assertThat(largest.path()).as("the payload that grows").hasToString("RunDone");
    int ofOneDay = largest.bytes() / DAYS + 1 + COUNTS * DIGITS_MORE;
    assertThat(ofOneDay * LONGEST_BACKFILL)
        .as("%s, of %d days, with larger counts and of %d", largest, DAYS, LONGEST_BACKFILL)
        .isLessThan(QuotaUse.MOST_PAYLOAD_BYTES);
  }

  private QuotaUse backfill(int days) throws Exception {
    Path home = Files.createDirectory(folder.resolve(Integer.toString(days)));
    try (LocalS3 s3 = LocalS3.start(0, home.resolve("s3"));
        InstantAthena athena = InstantAthena.start(s3.objects(), PARTITIONS)) {
      s3.createBucket(BUCKET);
      Path file = home.resolve("configuration.json");
      Files.writeString(file, configuration(days).toString());
      Map<String, String> environment = new HashMap<>();
      environment.put("AIRLYTICS_AGGREGATION", "LTV");
      environment.put("AIRLYTICS_ENVIRONMENT", "PROD");
      environment.put("AIRLYTICS_PRODUCT", "Hello World App");
      environment.put("AIRLYTICS_DEPLOYMENT", "INTERNAL");
      environment.put("AIRLYTICS_CONFIGURATION_URI", "file:" + file);
      environment.put("AIRLYTICS_HEALTH_PORT", "0");
      environment.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
      environment.put("AWS_ENDPOINT_URL_ATHENA", athena.endpoint().toString());
      environment.put("AWS_ACCESS_KEY_ID", "local");
      environment.put("AWS_SECRET_ACCESS_KEY", "local");
      JobResult result =
          new JobExecutionService(environment)
              .execute(JobRequest.wholeJob(Optional.empty(), Optional.of(TODAY), Instant.now()));
      assertThat(result.exitCode()).as(result.ending()).isEqualTo(JobResult.DONE);
      return result.quotaUse().orElseThrow();
    }
  }

  /** With one window, so that what grows with the days is the largest soon. */
  private static ObjectNode configuration(int days) throws IOException {
    try (InputStream file = LocalServices.class.getResourceAsStream("demo/hello-world.json")) {
      ObjectNode configuration = (ObjectNode) Json.MAPPER.readTree(file);
      configuration.put("historyStartDay", TODAY.minusDays(days).toString());
      configuration.put("sourcePartitions", PARTITIONS);
      configuration.put("exportToCsv", false).put("importToUserDb", false);
      ArrayNode windows = (ArrayNode) configuration.get("secondaryAggregations");
      while (windows.size() > 1) {
        windows.remove(0);
      }
      configuration.put("targetS3Bucket", BUCKET);
      return configuration;
    }
  }
}
