package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the data lake promises on every S3: the one of a subclass. */
public abstract class DataLakeContract {

  private static final int WRITERS = 16;

  private final String bucket = "data-lake-" + UUID.randomUUID();
  private final S3Client s3;
  private final DataLake lake;
  private final Folder folder = Folder.of(bucket, "aggregations/ltv/1d");

  /**
   * @param s3 a client that may create and delete buckets
   */
  protected DataLakeContract(S3Client s3) {
    this.s3 = s3;
    this.lake = new DataLake(s3);
  }

  /** Puts many objects with one text. A subclass may know a quicker way. */
  protected void putAll(String bucket, List<String> keys, String text) throws Exception {
    atTheSameTime(
        keys.stream().map(key -> Executors.callable(() -> lake.write(bucket, key, text))).toList());
  }

  @BeforeEach
  void createBucket() {
    s3.createBucket(request -> request.bucket(bucket));
  }

  @AfterEach
  void deleteBucket() {
    lake.list(bucket, "").forEach(object -> lake.delete(bucket, object.key()));
    s3.deleteBucket(request -> request.bucket(bucket));
  }

  @Test
  void aMarkerTellsItsDayAndWhenItWasWritten() {
    put("aggregations/ltv/1d/_SUCCESS_2021-06-30", "");
    put("aggregations/ltv/1d/_SUCCESS_2021-06-01", "{}");

    assertThat(lake.markers(folder, Folder.SUCCESS))
        .containsOnlyKeys(LocalDate.parse("2021-06-01"), LocalDate.parse("2021-06-30"))
        .allSatisfy(
            (day, marker) ->
                assertThat(Duration.between(marker.lastModified(), Instant.now()).abs())
                    .isLessThan(Duration.ofHours(1)));
  }

  @Test
  void markersOfSeveralKindsAreListedAtOnce() {
    put("aggregations/ltv/7d/_STALE_2021-06-29", "");
    put("aggregations/ltv/7d/_SUCCESS_2021-06-30", "{}");
    put("aggregations/ltv/7d/day=2021-06-30/part", "");

    Markers markers = lake.markers(Folder.of(bucket, "aggregations/ltv/7d"));

    assertThat(markers.of(Folder.SUCCESS)).containsOnlyKeys(LocalDate.parse("2021-06-30"));
    assertThat(markers.of("_STALE_")).containsOnlyKeys(LocalDate.parse("2021-06-29"));
    assertThat(markers.of("_WRITTEN_")).isEmpty();
  }

  @Test
  void theTagOfAnObjectTellsItsContent() {
    put("aggregations/ltv/1d/_DRAFT_2021-06-01", "one");
    String tag = tag();

    put("aggregations/ltv/1d/_DRAFT_2021-06-01", "two");
    assertThat(tag()).isNotEqualTo(tag);

    put("aggregations/ltv/1d/_DRAFT_2021-06-01", "one");
    assertThat(tag()).isEqualTo(tag).isNotEmpty();
  }

  private String tag() {
    return lake.markers(folder, "_DRAFT_").get(LocalDate.parse("2021-06-01")).eTag();
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
      put("aggregations/ltv/1d/" + name, "");
    }
    put("aggregations/ltv/1d-other/_SUCCESS_2021-06-30", "");

    assertThat(lake.markers(folder, Folder.SUCCESS)).isEmpty();
  }

  @Test
  void aFolderThatIsNotThereIsEmpty() {
    assertThat(lake.list(folder)).isEmpty();
    assertThat(lake.markers(folder, Folder.SUCCESS)).isEmpty();
    assertThat(lake.size(folder)).isZero();
    lake.empty(folder);
  }

  @Test
  void aFolderOfMoreObjectsThanAPageOrABatchHoldsIsListedAndEmptied() throws Exception {
    List<String> keys =
        IntStream.range(0, 1_234)
            .mapToObj(number -> "aggregations/ltv/1d/day=%04d/f".formatted(number))
            .toList();
    putAll(bucket, keys, "ab");
    put("aggregations/ltv/1d-other/kept", "");

    assertThat(keys("aggregations/ltv/1d/")).isEqualTo(keys);
    assertThat(lake.size(folder)).isEqualTo(2L * keys.size());

    lake.empty(folder);

    assertThat(keys("")).containsExactly("aggregations/ltv/1d-other/kept");
  }

  @Test
  void keysWithBlanksAndSignsAreListedReadCopiedAndRemoved() {
    String name = "day=2021-06-01/summary=totals.events-1.users-1/a b+c&d%20e'f";
    put("aggregations/ltv/1d/" + name, "text");

    lake.copy(folder, Folder.of(bucket, "copies/1d"));

    assertThat(keys("")).containsExactly("aggregations/ltv/1d/" + name, "copies/1d/" + name);
    assertThat(lake.read(bucket, "copies/1d/" + name)).contains("text");

    lake.empty(folder);

    assertThat(keys("")).containsExactly("copies/1d/" + name);
  }

  @Test
  void anEmptyObjectIsAnObject() {
    put("a/_SUCCESS_2021-06-01", "");

    assertThat(lake.read(bucket, "a/_SUCCESS_2021-06-01")).contains("");
  }

  @Test
  void anObjectThatIsNotThereReadsAsEmptyAndCanBeDeleted() {
    assertThat(lake.read(bucket, "nothing")).isEmpty();
    lake.delete(bucket, "nothing");
  }

  @Test
  void whatIsWrittenReplacesWhatWasThere() {
    put("key", "a long first text, äöü €");
    put("key", "second, äöü €");

    assertThat(lake.read(bucket, "key")).contains("second, äöü €");
  }

  @Test
  void aBucketThatIsNotThereIsAnErrorAndNotAnEmptyFolder() {
    String nowhere = "no-such-" + bucket;

    assertThatThrownBy(() -> lake.list(nowhere, "folder/")).isInstanceOf(S3Exception.class);
    assertThatThrownBy(() -> lake.read(nowhere, "key")).isInstanceOf(S3Exception.class);
  }

  @Test
  void whatIsThereIsNotCreatedAgainUntilItIsDeleted() {
    assertThat(lake.create(bucket, "_LEASE", "run-1, äöü €")).isTrue();
    assertThat(lake.create(bucket, "_LEASE", "run-2")).isFalse();
    assertThat(lake.create(bucket, "_LEASE", "run-1, äöü €")).as("its own").isTrue();
    assertThat(lake.read(bucket, "_LEASE")).contains("run-1, äöü €");

    lake.delete(bucket, "_LEASE");

    assertThat(lake.create(bucket, "_LEASE", "")).isTrue();
    assertThat(lake.create(bucket, "_LEASE", "run-3")).isFalse();
  }

  @Test
  void ofManyWritersAtTheSameTimeOneCreatesTheObject() throws Exception {
    List<Boolean> created =
        atTheSameTime(
            IntStream.range(0, WRITERS)
                .<Callable<Boolean>>mapToObj(
                    writer -> () -> lake.create(bucket, "_LEASE", "run-" + writer))
                .toList());

    assertThat(created).containsOnlyOnce(true);
    assertThat(lake.read(bucket, "_LEASE")).contains("run-" + created.indexOf(true));
  }

  @Test
  void aSharedObjectIsReplacedOnlyByOneWhoHasSeenItAsItIs() {
    SharedObject lease = lake.shared(bucket, "a/_LEASE");
    assertThat(lease.look()).isEmpty();
    assertThat(lease.create("run-1")).isTrue();
    SharedObject.State first = lease.look().orElseThrow();
    assertThat(first.text()).isEqualTo("run-1");

    assertThat(lease.replace(first, "run-2")).isTrue();
    assertThat(lease.replace(first, "run-3")).as("seen before the last change").isFalse();
    assertThat(lease.replace(first, "run-2")).as("its own").isTrue();
    assertThat(lake.read(bucket, "a/_LEASE")).contains("run-2");
  }

  @Test
  void aSharedObjectIsDeletedOnlyByOneWhoHasSeenItAsItIs() {
    SharedObject lease = lake.shared(bucket, "a/_LEASE");
    lease.create("run-1");
    SharedObject.State first = lease.look().orElseThrow();
    lease.replace(first, "run-2");

    assertThat(lease.delete(first)).isFalse();
    assertThat(lake.read(bucket, "a/_LEASE")).contains("run-2");

    SharedObject.State second = lease.look().orElseThrow();
    assertThat(lease.delete(second)).isTrue();
    assertThat(lease.look()).isEmpty();
    assertThat(lease.replace(second, "run-3")).as("what is gone stays gone").isFalse();
    assertThat(lease.delete(second)).as("it is gone").isTrue();
    assertThat(lease.look()).isEmpty();
  }

  @Test
  void aSharedObjectThatWasJustWrittenHasNoAge() {
    SharedObject lease = lake.shared(bucket, "a/_LEASE");
    lease.create("run-1");

    assertThat(lease.look().orElseThrow().age())
        .isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(20));
  }

  private void put(String key, String text) {
    lake.write(bucket, key, text);
  }

  private List<String> keys(String prefix) {
    return lake.list(bucket, prefix).stream().map(StoredObject::key).sorted().toList();
  }

  private static <T> List<T> atTheSameTime(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
