package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import java.time.LocalDate;

/**
 * A folder in a bucket.
 *
 * @param bucket the bucket's name
 * @param prefix what the keys in the folder begin with: no leading slash, a trailing slash
 */
public record Folder(String bucket, String prefix) {

  /** What the name of the marker of a day that is done begins with. */
  public static final String SUCCESS = "_SUCCESS_";

  public Folder {
    if (prefix.startsWith("/") || !prefix.endsWith("/") || prefix.length() < 2) {
      throw new IllegalArgumentException("not a folder below a bucket: '" + prefix + "'");
    }
  }

  /**
   * A folder of a configuration.
   *
   * @param path without leading and trailing slash
   */
  public static Folder of(String bucket, String path) {
    return new Folder(bucket, path + "/");
  }

  /** A folder in this one. */
  public Folder child(String name) {
    return new Folder(bucket, prefix + name + "/");
  }

  /** The folder of a day in this one: {@code day=<yyyy-MM-dd>}. */
  public Folder day(LocalDate day) {
    return child("day=" + day);
  }

  /** The key of an object in this folder. */
  public String key(String name) {
    return prefix + name;
  }

  /** The key of the marker that says that a day is done. */
  public String successKey(LocalDate day) {
    return key(SUCCESS + day);
  }

  /** The address as Athena takes it: {@code s3://bucket/prefix/}. */
  public String uri() {
    return "s3://" + bucket + "/" + prefix;
  }
}
