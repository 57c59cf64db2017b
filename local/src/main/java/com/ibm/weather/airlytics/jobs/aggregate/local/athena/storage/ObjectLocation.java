package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in S3.
 *
 * @param bucket the bucket's name
 * @param key the key or key prefix, without a leading slash; empty for the bucket itself
 */
public record ObjectLocation(String bucket, String key) {

  private static final Pattern URI = Pattern.compile("s3[an]?://([^/]+)(?:/(.*))?", Pattern.DOTALL);

  /**
   * Reads {@code s3://bucket/key}.
   *
   * @throws IllegalArgumentException when the text is not such a location
   */
  public static ObjectLocation parse(String uri) {
    Matcher matcher = URI.matcher(uri);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + uri + "' is not an S3 location: write s3://bucket/folder/");
    }
    String key = matcher.group(2) == null ? "" : matcher.group(2);
    boolean leavesBucket =
        Arrays.asList(key.split("/")).contains("..") || matcher.group(1).startsWith(".");
    if (leavesBucket || key.startsWith("/") || key.contains("//")) {
      throw new IllegalArgumentException("'" + uri + "' is not a location in a bucket");
    }
    return new ObjectLocation(matcher.group(1), key);
  }

  /** The same place as a folder: with a trailing slash, unless it is the bucket itself. */
  public ObjectLocation folder() {
    return key.isEmpty() || key.endsWith("/") ? this : new ObjectLocation(bucket, key + "/");
  }

  /** A place below this folder. */
  public ObjectLocation resolve(String relative) {
    return new ObjectLocation(bucket, folder().key + relative);
  }

  /** {@code s3://bucket/key}. */
  public String uri() {
    return "s3://" + bucket + "/" + key;
  }
}
