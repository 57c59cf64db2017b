package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What keeps a feature or a configuration rule off before its rule is looked at. */
final class Gates {

  private static final String APP_VERSION = "1.0";
  private static final double EVERYBODY = 100;

  private final UserGroups groups;

  Gates(UserGroups groups) {
    this.groups = groups;
  }

  /** Why an item is off; empty when its rule decides. */
  Optional<String> closed(Item item) {
    if (!item.json().path("enabled").asBoolean(false)) {
      return Optional.of("it is not enabled");
    }
    if (rolloutPercentage(item) <= 0) {
      return Optional.of("its rolloutPercentage is " + item.text("rolloutPercentage"));
    }
    if (compareVersions(item.text("minAppVersion"), APP_VERSION) > 0) {
      return Optional.of(
          "its minAppVersion is %s, and the job's is %s"
              .formatted(item.text("minAppVersion"), APP_VERSION));
    }
    if (item.text("stage").equals("DEVELOPMENT") && !sharesAGroup(item)) {
      return Optional.of(
          "its stage is DEVELOPMENT for the user groups %s, and %s"
              .formatted(item.text("internalUserGroups"), groups));
    }
    return Optional.empty();
  }

  /**
   * Refuses an item that all but its percentage turns on. Airlock would throw a dice for each
   * installation. This job is one installation, new with every pod, and has to do the same every
   * day: no dice, not even one that always falls the same way, can know which of two configurations
   * is meant.
   */
  void requireWholeRollout(Item item) {
    if (rolloutPercentage(item) < EVERYBODY) {
      throw new InvalidInputException(
          ("%s has the rolloutPercentage %s, a share of installations, but the job is one"
                  + " installation and must do the same every day; make it 100 or 0 in Airlock and"
                  + " let its rule decide")
              .formatted(item.describe(), item.text("rolloutPercentage")));
    }
  }

  private static double rolloutPercentage(Item item) {
    return item.json().path("rolloutPercentage").asDouble(EVERYBODY);
  }

  private boolean sharesAGroup(Item item) {
    return StreamSupport.stream(item.json().path("internalUserGroups").spliterator(), false)
        .anyMatch(group -> groups.names().contains(group.asText()));
  }

  /** Compares versions part by part, numbers as such; a part that is missing is 0. */
  private static int compareVersions(String left, String right) {
    String[] lefts = left.split("\\.");
    String[] rights = right.split("\\.");
    int order = 0;
    for (int part = 0; order == 0 && part < Math.max(lefts.length, rights.length); part++) {
      order = comparePart(part(lefts, part), part(rights, part));
    }
    return order;
  }

  private static String part(String[] parts, int index) {
    return index < parts.length ? parts[index] : "0";
  }

  private static int comparePart(String left, String right) {
    String number = "\\d{1,9}";
    return left.matches(number) && right.matches(number)
        ? Integer.compare(Integer.parseInt(left), Integer.parseInt(right))
        : left.compareTo(right);
  }
}
