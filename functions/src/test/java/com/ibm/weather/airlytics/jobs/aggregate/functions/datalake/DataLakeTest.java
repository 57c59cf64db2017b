package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The data lake on S3Proxy, where a test can say when an object was written. */
@ExtendWith(S3Server.class)
class DataLakeTest extends DataLakeContract {

  private static final Instant NOON = Instant.parse("2021-07-01T12:00:00Z");

  private final Bucket bucket;
  private final DataLake lake;
  private final Folder folder;

  DataLakeTest(Bucket bucket) {
    super(bucket.client());
    this.bucket = bucket;
    this.lake = bucket.dataLake();
    this.folder = Folder.of(bucket.name(), "aggregations/ltv/1d");
  }

  @Override
  protected void putAll(String bucket, List<String> keys, String text) throws IOException {
    for (String key : keys) {
      Path file = this.bucket.folder().resolveSibling(bucket).resolve(key);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
  }

  @Test
  void aListNamesWholeKeysWithSizesAndTimes() {
    bucket.put("aggregations/ltv/1d/day=2021-06-01/partition=7/a file", "12345", NOON);
    bucket.put("aggregations/ltv/10d/day=2021-06-01/partition=7/other", "1");

    assertThat(lake.list(folder))
        .singleElement()
        .satisfies(
            object -> {
              assertThat(object.key())
                  .isEqualTo("aggregations/ltv/1d/day=2021-06-01/partition=7/a file");
              assertThat(object.size()).isEqualTo(5);
              assertThat(object.lastModified()).isEqualTo(NOON);
            });
    assertThat(lake.size(folder.day(LocalDate.parse("2021-06-01")))).isEqualTo(5);
  }
}
