package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import static com.ibm.weather.airlytics.jobs.aggregate.local.histories.Event.worth;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes up the events of a few users, who come and go and move. */
final class EventGenerator {

  private static final List<String> USERS =
      List.of("ann", "bob", "carla, the first", "dan \"d\" doe", "eva-\u00e9\u00df\u4e16", "fay");

  /** What no type takes for a number. */
  private static final List<String> NEVER_NUMBERS =
      List.of(
          "\"abc\"", "{\"amount\": 5}", "[5]", "\"NaN\"", "\"Infinity\"", "true", "null", "\"\"");

  private static final List<String> NUMBERS =
      List.of("5", "0", "-3", "7.0", "2e1", "\"12\"", "\"4e0\"", "120");

  private static final List<String> FRACTIONS = List.of("1.25", "0.5", "-2.75", "\"3.50\"");

  private final Random random;
  private final String valueType;

  EventGenerator(Random random, String valueType) {
    this.random = random;
    this.valueType = valueType;
  }

  /** A day, which may have no events at all, only some partitions, or no events that count. */
  List<Event> of(LocalDate day, int partitions) {
    List<Event> events = new ArrayList<>();
    int kind = random.nextInt(12);
    if (kind == 0) {
      return events;
    }
    int arrived = kind == 1 ? partitions - 1 : partitions;
    for (int partition = 0; partition < arrived; partition++) {
      events.add(Event.arrived(partition, day));
    }
    if (kind != 2) {
      for (int count = random.nextInt(8); count > 0; count--) {
        events.addAll(event(day, arrived));
      }
    }
    return events;
  }

  /** Some more events of a day, which completes it. */
  List<Event> late(LocalDate day, int partitions) {
    List<Event> events = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      events.add(Event.arrived(partition, day));
    }
    for (int count = 1 + random.nextInt(2); count > 0; count--) {
      events.addAll(event(day, partitions));
    }
    return events;
  }

  private List<Event> event(LocalDate day, int partitions) {
    int user = random.nextInt(USERS.size());
    boolean moves = random.nextInt(6) == 0;
    int partition = (moves ? random.nextInt(partitions) : user) % partitions;
    Event event =
        worth(value(), USERS.get(user), day)
            .in(partition)
            .withShard(moves ? random.nextInt(1000) : user);
    return switch (random.nextInt(30)) {
      case 0 -> List.of(event.withoutUser());
      case 1 -> List.of(event.withoutRevenue());
      case 2 -> tooMuch(event);
      default -> List.of(event);
    };
  }

  private String value() {
    if (random.nextInt(6) == 0) {
      return oneOf(NEVER_NUMBERS);
    }
    return random.nextInt(4) == 0 ? oneOf(FRACTIONS) : oneOf(NUMBERS);
  }

  /** Values whose sum does not fit, though each of them does; of floating types one that is big. */
  private List<Event> tooMuch(Event event) {
    return switch (valueType) {
      case "bigint" -> twice(event, "9223372036854775807");
      case "int" -> twice(event, "2147483647");
      case "decimal(10,2)" -> twice(event, "99999999.99");
      default -> List.of(event.withRevenue("1e17"));
    };
  }

  private static List<Event> twice(Event event, String revenue) {
    return List.of(event.withRevenue(revenue), event.withRevenue(revenue));
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
