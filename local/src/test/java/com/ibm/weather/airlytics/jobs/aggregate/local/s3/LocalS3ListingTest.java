package com.ibm.weather.airlytics.jobs.aggregate.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalS3ListingTest {

  private LocalS3 server;
  private S3Client s3;
  private int buckets;
  private Bucket bucket;

  @BeforeAll
  void start(@TempDir Path objects) throws IOException {
    server = LocalS3.start(0, objects);
    s3 = Bucket.client(server);
  }

  @BeforeEach
  void createBucketForTest() {
    bucket = Bucket.create(server, s3, "bucket-" + buckets++);
  }

  @AfterAll
  void stop() {
    s3.close();
    server.close();
  }

  @Test
  void aFolderThatAnotherProgramLeftEmptyIsNotListed() throws IOException {
    Files.createDirectories(bucket.folder().resolve("left/empty"));
    bucket.put("kept/object", "x");

    ListObjectsV2Response top = s3.listObjectsV2(list -> list.bucket(bucket.name()).delimiter("/"));

    assertThat(top.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("kept/");
    assertThat(bucket.keys("")).containsExactly("kept/object");
  }

  @Test
  void aListingIsPagedSortedAndCompleteBeyondAThousandKeys() throws IOException {
    int count = 2_345;
    for (int i = 0; i < count; i++) {
      bucket.write("many/%04d/part-0".formatted(i), "");
    }
    bucket.write("other", "");

    assertThat(s3.listObjectsV2(list -> list.bucket(bucket.name())).keyCount()).isEqualTo(1_000);
    assertThat(bucket.keys("many/"))
        .containsExactlyElementsOf(
            IntStream.range(0, count).mapToObj("many/%04d/part-0"::formatted).toList());
  }

  @Test
  void aDelimiterFoldsKeysIntoCommonPrefixes() {
    bucket.put("t/day=2021-06-01/partition=0/f", "");
    bucket.put("t/day=2021-06-01/partition=1/f", "");
    bucket.put("t/day=2021-06-02/partition=0/f", "");
    bucket.put("t/_SUCCESS_2021-06-01", "");

    ListObjectsV2Response days =
        s3.listObjectsV2(list -> list.bucket(bucket.name()).prefix("t/").delimiter("/"));

    assertThat(days.commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactly("t/day=2021-06-01/", "t/day=2021-06-02/");
    assertThat(days.contents()).extracting(S3Object::key).containsExactly("t/_SUCCESS_2021-06-01");
  }

  @Test
  void aPrefixNeedNotEndAtASlash() {
    bucket.put("t/day=2021-06-01/f", "");
    bucket.put("t/day=2021-07-01/f", "");

    assertThat(bucket.keys("t/day=2021-06")).containsExactly("t/day=2021-06-01/f");
    assertThat(bucket.keys("none")).isEmpty();
  }

  @Test
  void aBatchDeleteOfAThousandObjectsIsQuickAndLeavesNoFolders() throws IOException {
    List<ObjectIdentifier> doomed =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "day=%d/partition=%d/part 0".formatted(i / 100, i % 100))
            .map(key -> ObjectIdentifier.builder().key(key).build())
            .toList();
    for (ObjectIdentifier object : doomed) {
      bucket.write(object.key(), "x");
    }

    long started = System.nanoTime();
    s3.deleteObjects(
        request -> request.bucket(bucket.name()).delete(delete -> delete.objects(doomed)));

    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
    assertThat(bucket.keys("")).isEmpty();
    assertThat(s3.listObjectsV2(list -> list.bucket(bucket.name()).delimiter("/")).commonPrefixes())
        .isEmpty();
    assertThat(bucket.folder()).isEmptyDirectory();
  }

  @Test
  void deletingAnObjectThatIsNotThereSucceeds() {
    s3.deleteObject(delete -> delete.bucket(bucket.name()).key("never/was"));

    assertThat(bucket.keys("")).isEmpty();
  }

  @Test
  void anUnknownBucketIsNamedInTheError() {
    assertThatThrownBy(() -> s3.listObjectsV2(list -> list.bucket("no-such-bucket")))
        .isInstanceOf(NoSuchBucketException.class);
  }
}
