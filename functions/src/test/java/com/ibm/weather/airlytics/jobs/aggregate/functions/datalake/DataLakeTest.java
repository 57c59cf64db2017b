package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.model.S3Exception;

@ExtendWith(S3Server.class)
class DataLakeTest {

  private static final Instant NOON = Instant.parse("2021-07-01T12:00:00Z");

  private Bucket bucket;
  private DataLake lake;
  private Folder folder;

  @BeforeEach
  void useBucket(Bucket bucket) {
    this.bucket = bucket;
    this.lake = bucket.dataLake();
    this.folder = Folder.of(bucket.name(), "aggregations/ltv/1d");
  }

  @Test
  void aMarkerTellsItsDayAndWhenItWasWritten() {
    bucket.put("aggregations/ltv/1d/_SUCCESS_2021-06-30", "", NOON);
    bucket.put("aggregations/ltv/1d/_SUCCESS_2021-06-01", "{}", NOON.plusSeconds(60));

    assertThat(lake.doneDays(folder))
        .isEqualTo(
            Map.of(
                LocalDate.parse("2021-06-01"),
                NOON.plusSeconds(60),
                LocalDate.parse("2021-06-30"),
                NOON));
  }

  @Test
  void objectsThatOnlyLookLikeMarkersAreIgnored() {
    for (String name :
        List.of(
            "_SUCCESS",
            "_SUCCESS_",
            "_SUCCESS_2021-06-31",
            "_SUCCESS_20210630",
            "_SUCCESS_2021-06-30.tmp",
            "_SUCCESS_2021-06-30_copy/part",
            "SUCCESS_2021-06-30",
            "below/_SUCCESS_2021-06-30")) {
      bucket.put("aggregations/ltv/1d/" + name, "");
    }
    bucket.put("aggregations/ltv/1d-other/_SUCCESS_2021-06-30", "");

    assertThat(lake.doneDays(folder)).isEmpty();
  }

  @Test
  void aFolderThatIsNotThereIsEmpty() {
    assertThat(lake.list(folder)).isEmpty();
    assertThat(lake.doneDays(folder)).isEmpty();
    assertThat(lake.size(folder)).isZero();
    lake.empty(folder);
  }

  @Test
  void aListNamesWholeKeysWithSizesAndTimes() {
    bucket.put("aggregations/ltv/1d/day=2021-06-01/partition=7/a file", "12345", NOON);
    bucket.put("aggregations/ltv/10d/day=2021-06-01/partition=7/other", "1");

    assertThat(lake.list(folder))
        .containsExactly(
            new StoredObject("aggregations/ltv/1d/day=2021-06-01/partition=7/a file", 5, NOON));
    assertThat(lake.size(folder.day(LocalDate.parse("2021-06-01")))).isEqualTo(5);
  }

  @Test
  void aFolderOfMoreObjectsThanAPageOrABatchHoldsIsListedAndEmptied() throws IOException {
    List<String> keys =
        IntStream.range(0, 1_234)
            .mapToObj(number -> "aggregations/ltv/1d/day=%04d/f".formatted(number))
            .toList();
    for (String key : keys) {
      Path file = bucket.folder().resolve(key);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "ab");
    }
    bucket.put("aggregations/ltv/1d-other/kept", "");

    assertThat(lake.list(folder)).extracting(StoredObject::key).containsExactlyElementsOf(keys);
    assertThat(lake.size(folder)).isEqualTo(2L * keys.size());

    lake.empty(folder);

    assertThat(bucket.keys("")).containsExactly("aggregations/ltv/1d-other/kept");
  }

  @Test
  void keysWithBlanksAndSignsAreListedReadAndRemoved() {
    String key = "aggregations/ltv/1d/day=2021-06-01/summary=totals.events-1.users-1/a b+c&d%20e'f";
    lake.write(bucket.name(), key, "text");

    assertThat(bucket.keys("aggregations/")).containsExactly(key);
    assertThat(lake.read(bucket.name(), key)).contains("text");

    lake.empty(folder);

    assertThat(bucket.keys("")).isEmpty();
  }

  @Test
  void anEmptyObjectIsAnObject() {
    lake.write(bucket.name(), "a/_SUCCESS_2021-06-01", "");

    assertThat(lake.read(bucket.name(), "a/_SUCCESS_2021-06-01")).contains("");
  }

  @Test
  void anObjectThatIsNotThereReadsAsEmptyAndCanBeDeleted() {
    assertThat(lake.read(bucket.name(), "nothing")).isEmpty();
    lake.delete(bucket.name(), "nothing");
  }

  @Test
  void whatIsWrittenReplacesWhatWasThere() {
    lake.write(bucket.name(), "key", "a long first text, äöü €");
    lake.write(bucket.name(), "key", "second, äöü €");

    assertThat(lake.read(bucket.name(), "key")).contains("second, äöü €");
  }

  @Test
  void aBucketThatIsNotThereIsAnErrorAndNotAnEmptyFolder() {
    Folder nowhere = Folder.of("no-such-bucket", "folder");

    assertThatThrownBy(() -> lake.list(nowhere)).isInstanceOf(S3Exception.class);
    assertThatThrownBy(() -> lake.read("no-such-bucket", "key")).isInstanceOf(S3Exception.class);
  }
}
