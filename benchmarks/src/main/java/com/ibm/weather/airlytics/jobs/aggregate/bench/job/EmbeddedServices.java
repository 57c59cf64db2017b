package com.ibm.weather.airlytics.jobs.aggregate.bench.job;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.LocalAthena;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.LocalAthenaOptions;
import com.ibm.weather.airlytics.jobs.aggregate.local.s3.LocalS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** S3 and Athena of the embedded default: what the job needs that imports nothing. */
final class EmbeddedServices implements AutoCloseable {

  private final Path folder;
  private final LocalS3 s3;
  private final LocalAthena athena;

  /**
   * Starts them.
   *
   * @param planning how long a query runs before it reads or writes anything
   */
  EmbeddedServices(Path folder, Duration planning) throws IOException {
    this.folder = Files.createDirectories(folder).toRealPath();
    this.s3 = LocalS3.start(0, objects());
    this.athena =
        LocalAthena.start(
            LocalAthenaOptions.of(objects(), this.folder.resolve("catalog"))
                .withPlanning(planning));
  }

  Path folder() {
    return folder;
  }

  /** The folder behind S3. */
  Path objects() {
    return folder.resolve("objects");
  }

  void createBucket(String name) {
    s3.createBucket(name);
  }

  /** The environment variables that lead AWS clients here. */
  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_S3", s3.endpoint().toString(),
        "AWS_ENDPOINT_URL_ATHENA", athena.endpoint().toString(),
        "AWS_REGION", "eu-west-1",
        "AWS_ACCESS_KEY_ID", "local",
        "AWS_SECRET_ACCESS_KEY", "local");
  }

  @Override
  public void close() {
    athena.close();
    s3.close();
  }
}
