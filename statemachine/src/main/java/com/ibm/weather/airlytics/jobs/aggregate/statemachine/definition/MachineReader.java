package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the top level of a definition. */
final class MachineReader {
  private static final int LONGEST_TIMEOUT_SECONDS = 99_999_999;

  private MachineReader() {}

  static StateMachine read(
      String definition, Map<String, String> substitutions, Set<String> resources) {
    Findings findings = new Findings();
    JsonNode json = parse(definition, findings);
    findings.throwIfAny();
    Fields fields =
        new Fields(new Placeholders(substitutions, findings).fill(json, ""), "", findings);
    Optional<String> comment = fields.text("Comment");
    fields
        .requiredText("QueryLanguage", "only \"JSONata\" is implemented")
        .filter(language -> !language.equals("JSONata"))
        .ifPresent(
            language -> findings.add("QueryLanguage", "this must be \"JSONata\", not " + language));
    fields
        .text("Version")
        .filter(version -> !version.equals("1.0"))
        .ifPresent(version -> findings.add("Version", "this must be \"1.0\", not " + version));
    Optional<Duration> timeout =
        fields.integer("TimeoutSeconds", 1, LONGEST_TIMEOUT_SECONDS).map(Duration::ofSeconds);
    Scope scope = Scope.ofMachine();
    Workflow workflow = new WorkflowReader(findings, resources).read(fields, scope);
    fields.refuseOthers("a state machine");
    scope.check(findings);
    findings.throwIfAny();
    return new StateMachine(comment, timeout, workflow);
  }

  private static JsonNode parse(String definition, Findings findings) {
    try {
      return Json.read(definition);
    } catch (JsonProcessingException e) {
      findings.add("", "this is not JSON: " + e.getMessage());
      return MissingNode.getInstance();
    }
  }
}
