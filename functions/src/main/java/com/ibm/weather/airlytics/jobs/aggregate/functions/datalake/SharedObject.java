package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An object that several may want to change at the same time: it changes only for one who has seen
 * its present state, so that of many who try one wins. See
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html
 */
public final class SharedObject {

  /**
   * What the object was when it was looked at.
   *
   * @param text what was in it
   * @param eTag changes with the text
   * @param age for how long it had not been written, to the second, by S3's own clock
   */
  public record State(String text, String eTag, Duration age) {}

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int MOST_ATTEMPTS = 5;

  private final DataLake dataLake;
  private final S3Client s3;
  private final String bucket;
  private final String key;

  SharedObject(DataLake dataLake, S3Client s3, String bucket, String key) {
    this.dataLake = dataLake;
    this.s3 = s3;
    this.bucket = bucket;
    this.key = key;
  }

  /** The object as it is; empty when there is none. */
  public Optional<State> look() {
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
      return Optional.of(
          new State(object.asUtf8String(), object.response().eTag(), age(object.response())));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /** Of the two times, S3 has told both: no other clock has a say. */
  private static Duration age(GetObjectResponse response) {
    Instant now =
        response
            .sdkHttpResponse()
            .firstMatchingHeader("Date")
            .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
            .orElseThrow(() -> new IllegalStateException("S3 did not say what time it is"));
    return Duration.between(response.lastModified(), now);
  }

  /**
   * Creates the object, unless there is one.
   *
   * @param text the creator's own; see {@link DataLake#create}
   * @return whether the object is the creator's
   */
  public boolean create(String text) {
    return dataLake.create(bucket, key, text);
  }

  /**
   * Replaces the object, unless it was written or deleted since it was seen.
   *
   * @param text the writer's own, as nobody else would write it: when an answer gets lost, the SDK
   *     asks again and finds what it wrote itself, which only the text can tell
   * @return whether the object is the writer's
   * @throws S3Exception with the status 409 when other writes and deletions keep getting in the way
   */
  public boolean replace(State seen, String text) {
    return conditionally(
            () ->
                s3.putObject(
                    request -> request.bucket(bucket).key(key).ifMatch(seen.eTag()),
                    RequestBody.fromString(text, StandardCharsets.UTF_8)))
        || look().filter(present -> present.text().equals(text)).isPresent();
  }

  /**
   * Deletes the object, unless it was written since it was seen.
   *
   * @return whether it is gone
   * @throws S3Exception with the status 409 when other writes keep getting in the way
   */
  public boolean delete(State seen) {
    return conditionally(
            () -> s3.deleteObject(request -> request.bucket(bucket).key(key).ifMatch(seen.eTag())))
        || look().isEmpty();
  }

  /** Sends a request with a condition, and returns whether the condition held. */
  private static boolean conditionally(Runnable request) {
    for (int attempt = 1; ; attempt++) {
      try {
        request.run();
        return true;
      } catch (S3Exception e) {
        if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == NOT_FOUND) {
          return false;
        }
        // Another request for the object was at work at the same time. If it has changed it, the
        // next attempt finds the condition broken.
        if (e.statusCode() != CONFLICT || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
