package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A node of the runtime file's tree: a feature, a configuration rule, or a mutual exclusion group
 * of either, in which only so many can be on.
 *
 * @param json the node
 */
record Item(JsonNode json) {

  private static final String RULE = "CONFIGURATION_RULE";
  private static final Set<String> GROUPS =
      Set.of("MUTUAL_EXCLUSION_GROUP", "CONFIG_MUTUAL_EXCLUSION_GROUP");

  /** The namespace and the name; those of a group, which has neither, are its type and id. */
  String name() {
    return isGroup() ? type() + " " + text("uniqueId") : text("namespace") + "." + text("name");
  }

  /** The name, and the id that Airlock's console shows. */
  String describe() {
    return isGroup() || text("uniqueId").isEmpty()
        ? name()
        : "%s (uniqueId %s)".formatted(name(), text("uniqueId"));
  }

  boolean isGroup() {
    return GROUPS.contains(type());
  }

  /** How many of a group's children can be on. */
  int mostOn() {
    int most = json.path("maxFeaturesOn").asInt(1);
    if (most < 1) {
      throw new InvalidInputException(
          "%s has the maxFeaturesOn %s; write 1 or more"
              .formatted(name(), json.path("maxFeaturesOn")));
    }
    return most;
  }

  /** The features below a feature or a group of features. */
  List<Item> features() {
    return children("features");
  }

  /** The configuration rules, and groups of them, below a feature, a rule or a group of rules. */
  List<Item> configurationRules() {
    List<Item> rules = children("configurationRules");
    for (Item rule : rules) {
      if (!rule.isGroup() && !rule.type().equals(RULE)) {
        throw new InvalidInputException(
            "the configuration rule %s has the unknown type \"%s\""
                .formatted(rule.describe(), rule.type()));
      }
    }
    return rules;
  }

  /** Whether rules of its own reorder the children. */
  boolean ordersItsChildren() {
    return !json.path("orderingRules").isEmpty();
  }

  /** The rule's JavaScript; empty when there is no rule at all. */
  Optional<String> rule() {
    JsonNode rule = json.path("rule");
    return rule.isObject() ? Optional.of(rule.path("ruleString").asText()) : Optional.empty();
  }

  /** A text field as it is; empty when it is absent. */
  String text(String field) {
    JsonNode node = json.path(field);
    return node.isContainerNode() ? node.toString() : node.asText();
  }

  private String type() {
    return text("type");
  }

  private List<Item> children(String field) {
    return StreamSupport.stream(json.path(field).spliterator(), false).map(Item::new).toList();
  }
}
