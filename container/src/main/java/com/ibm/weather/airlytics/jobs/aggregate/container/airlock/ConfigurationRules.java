package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a feature's configuration: the default one, into which the rules that are true are merged,
 * depth first and in the order of the file.
 */
final class ConfigurationRules {

  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final Gates gates;
  private final Scripts scripts;
  private final List<RuleDecision> decisions = new ArrayList<>();
  private final ObjectNode configuration = Json.MAPPER.createObjectNode();

  private ConfigurationRules(Gates gates, Scripts scripts) {
    this.gates = gates;
    this.scripts = scripts;
  }

  /**
   * Evaluates the rules of a feature that is on so far.
   *
   * @throws InvalidInputException naming the rule, when one cannot be evaluated
   */
  static FeatureState evaluate(Item feature, Gates gates, Scripts scripts) {
    ConfigurationRules rules = new ConfigurationRules(gates, scripts);
    rules.applyDefault(feature);
    rules.applySome(feature.configurationRules(), UNLIMITED, 0);
    return new FeatureState(rules.turnedOff(), rules.configuration, rules.decisions);
  }

  private void applyDefault(Item feature) {
    String name = "defaultConfiguration";
    String text = feature.text(name);
    Optional<ObjectNode> values = object(text);
    if (values.isPresent()) {
      apply(name, 0, values.get());
    } else if (!text.isEmpty() && !text.equals("null")) {
      decisions.add(RuleDecision.skipped(name, 0, "it is not a JSON object"));
    }
  }

  private static Optional<ObjectNode> object(String text) {
    try {
      return Json.MAPPER.readTree(text) instanceof ObjectNode values
          ? Optional.of(values)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Applies rules until so many have applied, and returns how many have. */
  private int applySome(List<Item> rules, int most, int depth) {
    int applied = 0;
    for (Item rule : rules) {
      if (applied >= most) {
        skip(rule, depth, "enough rules of its mutual exclusion group apply");
      } else if (rule.isGroup()) {
        applied +=
            applySome(
                rule.configurationRules(), Math.min(rule.mostOn(), most - applied), depth + 1);
      } else {
        Optional<String> reason = reasonAgainst(rule);
        if (reason.isPresent()) {
          skip(rule, depth, reason.get());
        } else {
          apply(rule.name(), depth, values(rule));
          applySome(rule.configurationRules(), UNLIMITED, depth + 1);
          applied++;
        }
      }
    }
    return applied;
  }

  private Optional<String> reasonAgainst(Item rule) {
    Optional<String> closed = gates.closed(rule);
    if (closed.isPresent()) {
      return closed;
    }
    if (rule.rule().isEmpty()) {
      return Optional.of("it has no rule");
    }
    try {
      if (!scripts.isTrue(rule.rule().get())) {
        return Optional.of("its rule is false");
      }
    } catch (ScriptException e) {
      throw failed("the rule", rule, e);
    }
    gates.requireWholeRollout(rule);
    return Optional.empty();
  }

  private ObjectNode values(Item rule) {
    try {
      return scripts.object(rule.text("configuration"));
    } catch (ScriptException e) {
      throw failed("the configuration", rule, e);
    }
  }

  static InvalidInputException failed(String what, Item item, ScriptException cause) {
    return new InvalidInputException(
        "%s of Airlock's %s failed: %s".formatted(what, item.describe(), cause.getMessage()),
        cause);
  }

  private void apply(String name, int depth, ObjectNode values) {
    List<String> keys = new ArrayList<>();
    values.fieldNames().forEachRemaining(keys::add);
    decisions.add(RuleDecision.applied(name, depth, keys));
    merge(configuration, values);
  }

  private void skip(Item rule, int depth, String reason) {
    decisions.add(RuleDecision.skipped(rule.name(), depth, reason));
    for (Item child : rule.configurationRules()) {
      skip(child, depth + 1, "it is below " + rule.name());
    }
  }

  /** Objects are merged key by key; everything else replaces what was there. */
  private static void merge(ObjectNode target, ObjectNode values) {
    values
        .properties()
        .forEach(
            field -> {
              JsonNode present = target.path(field.getKey());
              if (present instanceof ObjectNode inner
                  && field.getValue() instanceof ObjectNode added) {
                merge(inner, added);
              } else {
                target.set(field.getKey(), field.getValue());
              }
            });
  }

  /** Whether the configuration itself turns its feature off, with a key that is not part of it. */
  private Optional<String> turnedOff() {
    JsonNode featureOn = configuration.path("featureON");
    configuration.remove("featureON");
    return featureOn.asText().equalsIgnoreCase("false")
        ? Optional.of("its configuration says featureON: false")
        : Optional.empty();
  }
}
