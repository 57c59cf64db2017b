package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tree of features: finds one and tells whether it is on. */
final class Features {

  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final Item root;
  private final Gates gates;
  private final Scripts scripts;

  Features(Item root, Gates gates, Scripts scripts) {
    this.root = root;
    this.gates = gates;
    this.scripts = scripts;
  }

  /**
   * Evaluates a feature: all that it is below must be on, and its mutual exclusion groups must have
   * room for it.
   *
   * @param name namespace and name, compared without case
   * @return empty when there is no such feature
   * @throws InvalidInputException naming the rule, when one cannot be evaluated
   */
  Optional<FeatureState> evaluate(String name) {
    return holds(root, name) ? Optional.of(below(root, UNLIMITED, name)) : Optional.empty();
  }

  private static boolean isNamed(Item item, String name) {
    return !item.isGroup() && item.name().equalsIgnoreCase(name);
  }

  private static boolean holds(Item item, String name) {
    return isNamed(item, name) || item.features().stream().anyMatch(child -> holds(child, name));
  }

  /**
   * @param parent what holds the feature, and is on
   * @param room how many of the parent's children can be on
   */
  private FeatureState below(Item parent, int room, String name) {
    List<Item> before = parent.features().stream().takeWhile(item -> !holds(item, name)).toList();
    Item child = parent.features().get(before.size());
    List<String> others = parent.isGroup() ? on(parent, before, room) : List.of();
    if (others.size() == room) {
      return FeatureState.off(
          "of its mutual exclusion group, %s is on".formatted(String.join(", ", others)));
    }
    if (child.isGroup()) {
      return below(child, Math.min(child.mostOn(), room - others.size()), name);
    }
    FeatureState state = state(child);
    if (isNamed(child, name)) {
      return state;
    }
    return state
        .off()
        .map(reason -> FeatureState.off(child.name() + ", which it is below, is off: " + reason))
        .orElseGet(() -> below(child, UNLIMITED, name));
  }

  /** Those of a group's features that are on, in the order of the file, until there is no room. */
  private List<String> on(Item group, List<Item> features, int room) {
    if (group.ordersItsChildren()) {
      throw new InvalidInputException(
          ("%s has ordering rules, which decide which of its features is on; the job does not"
                  + " know them, so take its feature out of the group, or the rules")
              .formatted(group.name()));
    }
    List<String> on = new ArrayList<>();
    for (Item feature : features) {
      int left = room - on.size();
      if (left == 0) {
        break;
      }
      if (feature.isGroup()) {
        on.addAll(on(feature, feature.features(), Math.min(feature.mostOn(), left)));
      } else if (state(feature).off().isEmpty()) {
        on.add(feature.name());
      }
    }
    return on;
  }

  private FeatureState state(Item feature) {
    Optional<String> closed = gates.closed(feature);
    if (closed.isPresent()) {
      return FeatureState.off(closed.get());
    }
    try {
      if (!scripts.isTrue(feature.rule().orElse(""))) {
        return FeatureState.off("its rule is false");
      }
    } catch (ScriptException e) {
      throw ConfigurationRules.failed("the rule", feature, e);
    }
    gates.requireWholeRollout(feature);
    return feature.rule().isEmpty()
        ? FeatureState.withoutRule(feature)
        : ConfigurationRules.evaluate(feature, gates, scripts);
  }
}
