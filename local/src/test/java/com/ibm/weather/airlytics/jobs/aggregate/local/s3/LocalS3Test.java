package com.ibm.weather.airlytics.jobs.aggregate.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalS3Test {

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
  void whatAClientPutsIsAPlainFile() throws IOException {
    bucket.put("a/day=2021-06-01/part 0", "hello");

    assertThat(bucket.folder().resolve("a/day=2021-06-01/part 0")).hasContent("hello");
  }

  @Test
  void aFileThatAnotherProgramWritesIsAnObjectAtOnce() throws IOException {
    Path file = bucket.write("a/day=2021-06-01/part 0", "written around the server");

    assertThat(bucket.get("a/day=2021-06-01/part 0")).isEqualTo("written around the server");
    assertThat(s3.headObject(head -> head.bucket(bucket.name()).key("a/day=2021-06-01/part 0")))
        .extracting(head -> head.contentLength())
        .isEqualTo(Files.size(file));
    assertThat(bucket.keys("a/")).containsExactly("a/day=2021-06-01/part 0");
  }

  @Test
  void aFileThatAnotherProgramDeletesIsGoneAtOnce() throws IOException {
    bucket.put("a/b", "x");

    Files.delete(bucket.folder().resolve("a/b"));

    assertThatThrownBy(() -> bucket.get("a/b")).isInstanceOf(NoSuchKeyException.class);
    assertThat(bucket.keys("")).isEmpty();
  }

  @Test
  void everyIntegrityChecksumIsAccepted() {
    for (ChecksumAlgorithm algorithm :
        List.of(
            ChecksumAlgorithm.CRC32,
            ChecksumAlgorithm.CRC32_C,
            ChecksumAlgorithm.SHA1,
            ChecksumAlgorithm.SHA256)) {
      s3.putObject(
          put -> put.bucket(bucket.name()).key("checked").checksumAlgorithm(algorithm),
          RequestBody.fromString("checked by " + algorithm));

      assertThat(bucket.get("checked")).isEqualTo("checked by " + algorithm);
    }
  }

  @Test
  void anEmptyObjectIsAnObject() {
    bucket.put("_SUCCESS_2021-06-01", "");

    assertThat(bucket.get("_SUCCESS_2021-06-01")).isEmpty();
    assertThat(bucket.keys("_SUCCESS_")).containsExactly("_SUCCESS_2021-06-01");
  }

  @Test
  void aLaterPutReplacesTheObject() {
    bucket.put("key", "a long first version");
    bucket.put("key", "second");

    assertThat(bucket.get("key")).isEqualTo("second");
  }

  @Test
  void ofManyConditionalPutsExactlyOneReplacesWhatAllHaveSeen() throws Exception {
    int writers = 16;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      for (int round = 0; round < 10; round++) {
        String key = "lease-" + round;
        String seen =
            s3.putObject(
                    put -> put.bucket(bucket.name()).key(key), RequestBody.fromString("nobody"))
                .eTag();
        List<Callable<Boolean>> replacements =
            IntStream.range(0, writers)
                .<Callable<Boolean>>mapToObj(writer -> () -> replace(key, seen, "writer " + writer))
                .toList();

        List<Boolean> outcomes = new ArrayList<>();
        for (Future<Boolean> outcome : pool.invokeAll(replacements)) {
          outcomes.add(outcome.get());
        }

        assertThat(outcomes).containsOnlyOnce(true);
        assertThat(bucket.get(key)).isEqualTo("writer " + outcomes.indexOf(true));
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void whatIsGoneIsNotReplaced() {
    bucket.put("lease", "nobody");
    String seen = s3.headObject(head -> head.bucket(bucket.name()).key("lease")).eTag();
    s3.deleteObject(delete -> delete.bucket(bucket.name()).key("lease").ifMatch(seen));

    assertThatThrownBy(() -> replace("lease", seen, "somebody"))
        .isInstanceOf(NoSuchKeyException.class);
  }

  private boolean replace(String key, String seen, String content) {
    try {
      s3.putObject(
          put -> put.bucket(bucket.name()).key(key).ifMatch(seen), RequestBody.fromString(content));
      return true;
    } catch (NoSuchKeyException e) {
      throw e;
    } catch (S3Exception e) {
      assertThat(e.statusCode()).isEqualTo(412);
      return false;
    }
  }

  @Test
  void ofManyConditionalPutsExactlyOneCreatesTheObject() throws Exception {
    int writers = 16;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      for (int round = 0; round < 10; round++) {
        String key = "lease-" + round;
        List<Callable<Boolean>> creates =
            IntStream.range(0, writers)
                .<Callable<Boolean>>mapToObj(writer -> () -> create(key, "writer " + writer))
                .toList();

        List<Future<Boolean>> outcomes = pool.invokeAll(creates);

        int winner = -1;
        int winners = 0;
        for (int writer = 0; writer < writers; writer++) {
          if (outcomes.get(writer).get()) {
            winner = writer;
            winners++;
          }
        }
        assertThat(winners).isOne();
        assertThat(bucket.get(key)).isEqualTo("writer " + winner);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aConditionalPutDoesNotReplaceAFileOfAnotherProgram() throws IOException {
    bucket.write("lease", "theirs");

    assertThat(create("lease", "ours")).isFalse();
    assertThat(bucket.get("lease")).isEqualTo("theirs");
  }

  @Test
  void creatingABucketAgainKeepsItsObjects() {
    bucket.put("kept", "x");

    server.createBucket(bucket.name());

    assertThat(bucket.get("kept")).isEqualTo("x");
  }

  @Test
  void namesThatS3WouldRefuseAreRefused() {
    for (String name : List.of("", "ab", "Upper", "../outside", "a/b", "-dash", "x".repeat(64))) {
      assertThatThrownBy(() -> server.createBucket(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + name + "'");
    }
  }

  @Test
  void aKeyCannotLeaveItsBucket(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret"), "x");
    String key = "../".repeat(20) + secret.toString().substring(1);

    assertThatThrownBy(() -> bucket.get(key)).isInstanceOf(S3Exception.class);
  }

  @Test
  void aTakenPortIsNamed(@TempDir Path objects) {
    int port = server.endpoint().getPort();

    assertThatThrownBy(() -> LocalS3.start(port, objects))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("port " + port);
  }

  private boolean create(String key, String content) {
    try {
      s3.putObject(
          put -> put.bucket(bucket.name()).key(key).ifNoneMatch("*"),
          RequestBody.fromString(content));
      return true;
    } catch (S3Exception e) {
      assertThat(e.statusCode()).isEqualTo(412);
      return false;
    }
  }
}
