package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.util.List;
import java.util.Optional;

/**
 * Whether a feature is on, and with which configuration.
 *
 * @param off why it is off; empty when it is on
 * @param configuration what its rules made
 * @param decisions what became of its configuration rules, in the order of the file
 */
record FeatureState(Optional<String> off, ObjectNode configuration, List<RuleDecision> decisions) {

  FeatureState {
    decisions = List.copyOf(decisions);
  }

  static FeatureState off(String reason) {
    return new FeatureState(Optional.of(reason), Json.MAPPER.createObjectNode(), List.of());
  }

  /** On, but since there is no rule at all, with an empty configuration. */
  static FeatureState withoutRule(Item feature) {
    return new FeatureState(
        Optional.empty(),
        Json.MAPPER.createObjectNode(),
        List.of(
            RuleDecision.skipped(
                feature.name(), 0, "the feature has no rule, and so an empty configuration")));
  }
}
