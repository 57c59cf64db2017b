package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Loads definitions that must be refused. */
final class Refusals {
  private Refusals() {}

  static void assertRefused(String definition, String path, String message) {
    assertThat(findings(definition))
        .anySatisfy(
            finding -> {
              assertThat(finding.path()).isEqualTo(path);
              assertThat(finding.message()).contains(message);
            });
  }

  static List<Finding> findings(String definition) {
    try {
      StateMachine.load(definition, Map.of(), Set.of("work"));
      throw new AssertionError("was not refused: " + definition);
    } catch (InvalidDefinitionException e) {
      return e.findings();
    }
  }

  /** A machine of these states, written with single quotes; it starts with the first. */
  static String machine(String states) {
    String first = states.substring(states.indexOf('\'') + 1, states.indexOf("':"));
    return """
        {"QueryLanguage": "JSONata", "StartAt": "%s", "States": {%s}}
        """
        .formatted(first, quoted(states));
  }

  /** Single quotes become double ones, but for those inside a text in double quotes. */
  private static String quoted(String states) {
    StringBuilder quoted = new StringBuilder();
    boolean inside = false;
    for (int index = 0; index < states.length(); index++) {
      char character = states.charAt(index);
      inside ^= character == '"';
      quoted.append(character == '\'' && !inside ? '"' : character);
    }
    return quoted.toString();
  }
}
