package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

/**
 * Why the user DB would refuse a user's line: its table has {@code user_id varchar(64) PRIMARY KEY,
 * shard int4 NOT NULL}.
 */
public enum Refusal {
  /** A number or the shard is missing. */
  NULLS("with a value, count or shard that is NULL", "nulls"),
  /** The total has the user more than once. */
  DUPLICATES("more than once in the total", "duplicates"),
  /** The id does not fit. */
  LONG_IDS("with an id of more than 64 characters", "long-ids"),
  /** The shard is not a 32-bit integer. */
  SHARDS("with a shard that is not a 32-bit integer", "shards");

  private static final String SUMMARY = "refused-";

  private final String words;
  private final String folder;

  Refusal(String words, String folder) {
    this.words = words;
    this.folder = folder;
  }

  /** What is wrong, for a person: users ... */
  public String words() {
    return words;
  }

  /** The value of the partition column {@code summary} for the lines of these users. */
  public String summary() {
    return SUMMARY + folder;
  }

  /**
   * Whether a user is of this kind, over the user's rows of all parts.
   *
   * @param total the part of the total, as SQL text
   */
  String condition(String total) {
    return switch (this) {
      case NULLS -> "max(shard) IS NULL OR count(value) < count(*) OR count(cnt) < count(*)";
      case DUPLICATES -> "sum(CASE WHEN part = %s THEN 1 END) > 1".formatted(total);
      case LONG_IDS -> "length(userid) > 64";
      case SHARDS -> "max(shard) > 2147483647 OR min(shard) < -2147483648";
    };
  }
}
