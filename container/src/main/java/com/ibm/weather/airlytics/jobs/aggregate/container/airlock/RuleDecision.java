package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import java.util.List;

/**
 * What became of a configuration rule.
 *
 * @param rule its namespace and name
 * @param depth how many rules and groups it is nested in
 * @param keys the keys that it set; empty when it does not apply
 * @param reason why it does not apply; empty when it does
 */
record RuleDecision(String rule, int depth, List<String> keys, String reason) {

  RuleDecision {
    keys = List.copyOf(keys);
  }

  static RuleDecision applied(String rule, int depth, List<String> keys) {
    return new RuleDecision(rule, depth, keys, "");
  }

  static RuleDecision skipped(String rule, int depth, String reason) {
    return new RuleDecision(rule, depth, List.of(), reason);
  }

  boolean isApplied() {
    return reason.isEmpty();
  }
}
