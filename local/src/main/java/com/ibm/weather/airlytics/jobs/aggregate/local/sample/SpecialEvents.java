package com.ibm.weather.airlytics.jobs.aggregate.local.sample;

import java.util.List;
import java.util.stream.Stream;

/** The events that every day has on purpose, each once: an ad impression with something odd. */
final class SpecialEvents {

  /** The {@code revenue} of the event's attributes as JSON; empty: there is none. */
  static final List<String> REVENUES =
      Stream.concat(SampleEvents.INVALID_REVENUES.stream(), SampleEvents.REVENUES_OF_FIVE.stream())
          .toList();

  /** A user id as SQL, and whether the user moves to another partition. */
  record User(String userId, boolean moves) {}

  /** Who sends an event every day: users of their own, and nobody (twice NULL, twice empty). */
  static final List<User> USERS =
      Stream.of(
              Stream.of("NULL", "NULL", "''", "''").map(id -> new User(id, false)),
              Stream.of(SampleEvents.USER_WITH_COMMA, SampleEvents.USER_WITH_QUOTE)
                  .map(id -> new User(Sql.text(id), false)),
              SampleEvents.MOVING_USERS.stream().map(id -> new User(Sql.text(id), true)))
          .flatMap(users -> users)
          .toList();

  private SpecialEvents() {}
}
