package com.ibm.weather.airlytics.jobs.aggregate.local.demo;

import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockClient;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.DataImportJob;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Waits until Airlock has ended all imports of the product. */
final class ImportWait {

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration INTERVAL = Duration.ofMillis(50);
  private static final Set<String> ENDED = Set.of("COMPLETED", "FAILED");

  private final Configuration configuration;

  ImportWait(Configuration configuration) {
    this.configuration = configuration;
  }

  /** The status of the newest import, once all have ended. */
  String untilEnded() {
    AirlockClient airlock = new AirlockClient(configuration.airlockApiBaseUrl(), Optional.empty());
    Instant latest = Instant.now().plus(LONGEST);
    while (true) {
      List<DataImportJob> imports = airlock.imports(configuration.airlockProductId());
      if (imports.stream().allMatch(job -> ENDED.contains(job.status()))) {
        return imports.isEmpty() ? "none" : describe(imports.get(imports.size() - 1));
      }
      if (Instant.now().isAfter(latest)) {
        throw new LocalException("the import has not ended after " + LONGEST.toMinutes() + " min");
      }
      pause();
    }
  }

  private static String describe(DataImportJob job) {
    return job.detailedMessage().isEmpty()
        ? job.status()
        : job.status() + ": " + job.detailedMessage();
  }

  private static void pause() {
    try {
      Thread.sleep(INTERVAL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while waiting for the import", e);
    }
  }
}
