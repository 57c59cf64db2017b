package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A raw event.
 *
 * @param user who sent it; empty when nobody says
 * @param revenue the attribute as JSON; empty when it is missing
 */
record Event(
    LocalDate day,
    int partition,
    Optional<String> user,
    int shard,
    String name,
    Optional<String> revenue) {

  private static final String COUNTED = "ad-impression";
  private static final String NOT_COUNTED = "page-viewed";

  /** An event that counts, in partition 0. */
  static Event worth(String revenue, String user, LocalDate day) {
    return new Event(day, 0, Optional.of(user), 1, COUNTED, Optional.of(revenue));
  }

  static Event worth(long revenue, String user, LocalDate day) {
    return worth(Long.toString(revenue), user, day);
  }

  /** An event that does not count, but shows that a partition has arrived. */
  static Event arrived(int partition, LocalDate day) {
    return new Event(day, partition, Optional.of("viewer"), 1, NOT_COUNTED, Optional.empty());
  }

  Event in(int otherPartition) {
    return new Event(day, otherPartition, user, shard, name, revenue);
  }

  Event withShard(int otherShard) {
    return new Event(day, partition, user, otherShard, name, revenue);
  }

  Event withRevenue(String otherRevenue) {
    return new Event(day, partition, user, shard, name, Optional.of(otherRevenue));
  }

  Event withoutUser() {
    return new Event(day, partition, Optional.empty(), shard, name, revenue);
  }

  Event withoutRevenue() {
    return new Event(day, partition, user, shard, name, Optional.empty());
  }

  /** The event as the raw events have it. */
  String json() {
    String attributes = revenue.map("\"revenue\":%s"::formatted).orElse("");
    return "{\"schemaVersion\":\"18.0\",\"attributes\":{%s}}".formatted(attributes);
  }

  @Override
  public String toString() {
    return "%s %s %s:%d %s"
            .formatted(day, name, user.orElse("nobody"), shard, revenue.orElse("nothing"))
        + " in "
        + partition;
  }
}
