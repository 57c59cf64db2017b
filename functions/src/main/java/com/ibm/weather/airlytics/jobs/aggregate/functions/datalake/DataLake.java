package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What the stages do in S3: find, write and remove objects. S3 is strongly consistent, so what one
 * call wrote the next one sees.
 */
public final class DataLake {

  /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
  private static final int MOST_DELETIONS = 1000;

  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int MOST_ATTEMPTS = 5;

  private final S3Client s3;

  public DataLake(S3Client s3) {
    this.s3 = s3;
  }

  /** The markers of all kinds in a folder; all their names begin with an underscore. */
  public Markers markers(Folder folder) {
    return new Markers(folder, list(folder.bucket(), folder.key("_")));
  }

  /**
   * The markers of one kind in a folder.
   *
   * @param marker what the names begin with
   */
  public NavigableMap<LocalDate, StoredObject> markers(Folder folder, String marker) {
    return new Markers(folder, list(folder.bucket(), folder.key(marker))).of(marker);
  }

  /** The objects in a folder and the folders below it. */
  public List<StoredObject> list(Folder folder) {
    return list(folder.bucket(), folder.prefix());
  }

  /** The objects whose keys begin with a prefix. */
  public List<StoredObject> list(String bucket, String prefix) {
    return objects(bucket, prefix)
        .map(
            object ->
                new StoredObject(object.key(), object.size(), object.lastModified(), object.eTag()))
        .toList();
  }

  /** The keys that begin with a prefix, listed as they are read: there may be very many. */
  public Stream<String> keys(String bucket, String prefix) {
    return objects(bucket, prefix).map(S3Object::key);
  }

  private Stream<S3Object> objects(String bucket, String prefix) {
    return s3
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
        .contents()
        .stream();
  }

  /** The bytes stored in a folder and the folders below it. */
  public long size(Folder folder) {
    return list(folder).stream().mapToLong(StoredObject::size).sum();
  }

  /** The text of an object; empty when there is no such object. */
  public Optional<String> read(String bucket, String key) {
    try {
      return Optional.of(
          s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /** The bytes of an object that is there, read as they come. */
  public InputStream open(String bucket, String key) {
    return s3.getObject(request -> request.bucket(bucket).key(key));
  }

  /** Writes an object, over what was there. */
  public void write(String bucket, String key, String text) {
    s3.putObject(
        request -> request.bucket(bucket).key(key),
        RequestBody.fromString(text, StandardCharsets.UTF_8));
  }

  /**
   * Creates an object, unless there is one: of many that do so at the same time, one does.
   *
   * @param text the creator's own, as nobody else would write it: when an answer gets lost, the SDK
   *     asks again and finds what it wrote itself, which only the text can tell
   * @return whether the object is the creator's
   * @throws S3Exception with the status 409 when other writes and deletions keep getting in the way
   */
  public boolean create(String bucket, String key, String text) {
    for (int attempt = 1; ; attempt++) {
      try {
        s3.putObject(
            request -> request.bucket(bucket).key(key).ifNoneMatch("*"),
            RequestBody.fromString(text, StandardCharsets.UTF_8));
        return true;
      } catch (S3Exception e) {
        if (e.statusCode() == PRECONDITION_FAILED) {
          return read(bucket, key).filter(text::equals).isPresent();
        }
        // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html: "On a 409 failure you
        // should retry the upload."
        if (e.statusCode() != CONFLICT || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** An object that several may want to change at the same time. */
  public SharedObject shared(String bucket, String key) {
    return new SharedObject(this, s3, bucket, key);
  }

  /** Removes an object, if it is there. */
  public void delete(String bucket, String key) {
    s3.deleteObject(request -> request.bucket(bucket).key(key));
  }

  /**
   * Removes everything in a folder.
   *
   * @throws IllegalStateException when S3 kept an object
   */
  public void empty(Folder folder) {
    empty(folder, key -> true);
  }

  /**
   * Removes the objects of a folder whose keys are chosen.
   *
   * @throws IllegalStateException when S3 kept an object
   */
  public void empty(Folder folder, Predicate<String> chosen) {
    delete(folder.bucket(), keys(folder.bucket(), folder.prefix()).filter(chosen).toList());
  }

  /**
   * Removes objects, as far as they are there.
   *
   * @throws IllegalStateException when S3 kept an object
   */
  public void delete(String bucket, List<String> keys) {
    List<ObjectIdentifier> objects =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    for (List<ObjectIdentifier> batch : batches(objects)) {
      DeleteObjectsResponse response =
          s3.deleteObjects(
              request ->
                  request
                      .bucket(bucket)
                      .delete(Delete.builder().objects(batch).quiet(true).build()));
      if (!response.errors().isEmpty()) {
        throw new IllegalStateException(
            "S3 did not delete %d objects of the bucket %s, the first of them %s: %s"
                .formatted(
                    response.errors().size(),
                    bucket,
                    response.errors().get(0).key(),
                    response.errors().get(0).message()));
      }
    }
  }

  /**
   * Copies everything in a folder to another, under the same names: S3 itself does, many objects at
   * a time.
   */
  public void copy(Folder from, Folder to) {
    Concurrently.forEach(
        list(from),
        object ->
            s3.copyObject(
                request ->
                    request
                        .sourceBucket(from.bucket())
                        .sourceKey(object.key())
                        .destinationBucket(to.bucket())
                        .destinationKey(to.key(object.key().substring(from.prefix().length())))));
  }

  private static List<List<ObjectIdentifier>> batches(List<ObjectIdentifier> objects) {
    List<List<ObjectIdentifier>> batches = new ArrayList<>();
    for (int start = 0; start < objects.size(); start += MOST_DELETIONS) {
      batches.add(objects.subList(start, Math.min(start + MOST_DELETIONS, objects.size())));
    }
    return batches;
  }
}
