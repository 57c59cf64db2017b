package com.ibm.weather.airlytics.jobs.aggregate.infra.recording;

import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Call;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * What IAM is asked for a request to S3: "Required permissions for Amazon S3 API operations",
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
final class S3Calls {

  private S3Calls() {}

  /**
   * The calls of a request.
   *
   * @throws IllegalArgumentException for an operation that is not known here
   */
  static List<Call> of(SdkRequest request) {
    if (request instanceof ListObjectsV2Request list) {
      return List.of(
          new Call("s3:ListBucket", bucket(list.bucket()), Map.of("s3:prefix", list.prefix())));
    }
    if (request instanceof GetObjectRequest get) {
      return List.of(Call.of("s3:GetObject", object(get.bucket(), get.key())));
    }
    if (request instanceof PutObjectRequest put) {
      return conditional("s3:PutObject", object(put.bucket(), put.key()), put.ifMatch() != null);
    }
    if (request instanceof DeleteObjectRequest delete) {
      return conditional(
          "s3:DeleteObject", object(delete.bucket(), delete.key()), delete.ifMatch() != null);
    }
    if (request instanceof DeleteObjectsRequest delete) {
      return delete.delete().objects().stream()
          .map(object -> Call.of("s3:DeleteObject", object(delete.bucket(), object.key())))
          .toList();
    }
    if (request instanceof CopyObjectRequest copy) {
      return List.of(
          Call.of("s3:GetObject", "arn:aws:s3:::" + source(copy)),
          Call.of("s3:PutObject", object(copy.destinationBucket(), copy.destinationKey())));
    }
    throw new IllegalArgumentException(
        "%s: add which permissions it needs".formatted(request.getClass().getSimpleName()));
  }

  /**
   * With If-Match and an ETag, S3 compares the object with what the caller must be allowed to read:
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html and
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
   */
  private static List<Call> conditional(String action, String object, boolean matching) {
    return matching
        ? List.of(Call.of(action, object), Call.of("s3:GetObject", object))
        : List.of(Call.of(action, object));
  }

  /**
   * What S3 asks for besides when an object is not there: without permission to list the bucket,
   * the answer is 403 instead of 404. The request has no prefix, so a grant that is bound to a
   * prefix does not help. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
   */
  static List<Call> ofMissing(SdkRequest request) {
    return request instanceof GetObjectRequest get
        ? List.of(Call.of("s3:ListBucket", bucket(get.bucket())))
        : List.of();
  }

  /**
   * Bucket and key; the SDK has put them together, and encoded, before anybody sees the request.
   */
  private static String source(CopyObjectRequest copy) {
    String encoded = copy.getValueForField("CopySource", String.class).orElseThrow();
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  private static String bucket(String name) {
    return "arn:aws:s3:::" + name;
  }

  private static String object(String bucket, String key) {
    return bucket(bucket) + "/" + key;
  }
}
