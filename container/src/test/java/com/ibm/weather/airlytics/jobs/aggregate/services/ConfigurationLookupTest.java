package com.ibm.weather.airlytics.jobs.aggregate.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.RunListener;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Configurations;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeAws;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConfigurationLookupTest {

  private final AtomicLong nanoTime = new AtomicLong();
  private final Progress progress = new Progress(nanoTime::get);

  @Test
  void aRequestForTheConfigurationInS3IsASignOfLifeOfTheRun() throws Exception {
    try (FakeAws aws = new FakeAws()) {
      aws.object("configurations/LTV.json", Configurations.valid().toString());
      ConfigurationLookup lookup =
          new JobExecutionService(environment(aws), progress, RunListener.NONE)
              .configurations(notice -> {}, evaluation -> {});
      nanoTime.addAndGet(Duration.ofMinutes(6).toNanos());
      assertThat(progress.hang()).isPresent();

      lookup.configuration(Optional.empty());

      assertThat(progress.hang()).isEmpty();
    }
  }

  private static Map<String, String> environment(FakeAws aws) {
    return Map.of(
        "AIRLYTICS_AGGREGATION", "LTV",
        "AIRLYTICS_ENVIRONMENT", "PROD",
        "AIRLYTICS_PRODUCT", "Hello World App",
        "AIRLYTICS_DEPLOYMENT", "INTERNAL",
        "AIRLYTICS_CONFIGURATION_URI", "s3://configurations/{aggregation}.json",
        "AWS_ENDPOINT_URL", aws.endpoint(),
        "AWS_ACCESS_KEY_ID", "key",
        "AWS_SECRET_ACCESS_KEY", "secret");
  }
}
