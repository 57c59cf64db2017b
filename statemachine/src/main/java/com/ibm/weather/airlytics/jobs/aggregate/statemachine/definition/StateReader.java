package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Template;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one state. */
final class StateReader {
  private static final Set<String> TYPES =
      Set.of("Task", "Map", "Choice", "Wait", "Pass", "Succeed", "Fail");
  private static final int LONGEST_SECONDS = 99_999_999;

  private final Findings findings;
  private final ExpressionReader expressions;
  private final ContinuationReader continuations;
  private final RecoverableStateReader recoverable;

  StateReader(Findings findings, Set<String> resources, WorkflowReader workflows, Scope scope) {
    this.findings = findings;
    this.expressions = new ExpressionReader(findings, scope);
    this.continuations = new ContinuationReader(findings, scope, expressions);
    this.recoverable =
        new RecoverableStateReader(
            findings, resources, workflows, scope, expressions, continuations);
  }

  /** Reads a state; empty, with findings, when it cannot be told what it is meant to do. */
  Optional<State> read(String name, Fields fields) {
    Optional<String> type = fields.requiredText("Type", "say which state this is");
    type.filter(text -> !TYPES.contains(text))
        .ifPresent(
            text ->
                findings.add(
                    fields.path("Type"), "the state type " + text + " is not implemented"));
    return type.filter(TYPES::contains).flatMap(text -> read(name, text, fields));
  }

  private Optional<State> read(String name, String type, Fields fields) {
    Optional<String> comment = fields.text("Comment");
    Optional<? extends State> state =
        switch (type) {
          case "Task" -> recoverable.task(name, comment, fields);
          case "Map" -> recoverable.map(name, comment, fields);
          case "Choice" -> choice(name, comment, fields);
          case "Wait" -> wait(name, comment, fields);
          case "Pass" -> pass(name, comment, fields);
          case "Succeed" -> succeed(name, comment, fields);
          case "Fail" -> fail(name, comment, fields);
          default -> throw new IllegalStateException("not among " + TYPES + ": " + type);
        };
    fields.refuseOthers(type);
    return state.map(read -> read);
  }

  private Optional<PassState> pass(String name, Optional<String> comment, Fields fields) {
    return Optional.of(new PassState(name, comment, continuations.ofState(fields, Place.BEFORE)));
  }

  private Optional<SucceedState> succeed(String name, Optional<String> comment, Fields fields) {
    return Optional.of(
        new SucceedState(name, comment, continuations.template(fields, "Output", Place.BEFORE)));
  }

  private Optional<ChoiceState> choice(String name, Optional<String> comment, Fields fields) {
    List<ChoiceRule> rules = new ArrayList<>();
    List<JsonNode> elements =
        fields
            .required("Choices", "a Choice needs at least one rule")
            .map(value -> fields.elements("Choices", value))
            .orElse(List.of());
    for (int index = 0; index < elements.size(); index++) {
      rule(new Fields(elements.get(index), fields.path("Choices") + "[" + index + "]", findings))
          .ifPresent(rules::add);
    }
    return Optional.of(new ChoiceState(name, comment, rules, otherwise(fields)));
  }

  private Optional<Continuation> otherwise(Fields fields) {
    Continuation then = continuations.withNext(fields, Place.BEFORE, fields.text("Default"));
    boolean hasEffect = !then.assign().isEmpty() || then.output().isPresent();
    if (then.next().isEmpty() && hasEffect) {
      findings.add(
          fields.path(), "Assign and Output of a Choice apply to its Default: name a Default");
    }
    return then.next().isPresent() ? Optional.of(then) : Optional.empty();
  }

  private Optional<ChoiceRule> rule(Fields fields) {
    fields.text("Comment");
    Continuation then =
        continuations.withNext(
            fields, Place.BEFORE, fields.requiredText("Next", "a rule leads to a state"));
    Optional<ChoiceRule> rule =
        fields
            .required("Condition", "a rule needs an expression")
            .flatMap(
                value -> {
                  if (!value.isTextual()) {
                    findings.add(
                        fields.path("Condition"),
                        "this must be an expression {% ... %}, not " + value);
                    return Optional.empty();
                  }
                  return expressions.expression(
                      value.textValue(), fields.path("Condition"), Place.BEFORE);
                })
            .map(condition -> new ChoiceRule(condition, then));
    fields.refuseOthers("a choice rule");
    return rule;
  }

  private Optional<WaitState> wait(String name, Optional<String> comment, Fields fields) {
    Continuation then = continuations.ofState(fields, Place.BEFORE);
    Optional<JsonNode> seconds = fields.value("Seconds");
    Optional<JsonNode> timestamp = fields.value("Timestamp");
    if (seconds.isPresent() == timestamp.isPresent()) {
      findings.add(fields.path(), "a Wait needs one of Seconds and Timestamp");
      return Optional.empty();
    }
    if (timestamp.isPresent()) {
      Template amount = amount(fields, "Timestamp", timestamp.get());
      if (amount instanceof Template.Literal literal && !isTimestamp(literal.value())) {
        findings.add(
            fields.path("Timestamp"),
            "this must be a time such as 2021-06-30T02:00:00Z, not " + literal.value());
      }
      return Optional.of(new WaitState(name, comment, WaitState.Unit.TIMESTAMP, amount, then));
    }
    Template amount = amount(fields, "Seconds", seconds.get());
    if (amount instanceof Template.Literal) {
      fields.integer("Seconds", 0, LONGEST_SECONDS);
    }
    return Optional.of(new WaitState(name, comment, WaitState.Unit.SECONDS, amount, then));
  }

  private Template amount(Fields fields, String field, JsonNode value) {
    return expressions.template(value, fields.path(field), Place.BEFORE);
  }

  private static boolean isTimestamp(JsonNode value) {
    try {
      OffsetDateTime.parse(value.asText());
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private Optional<FailState> fail(String name, Optional<String> comment, Fields fields) {
    Optional<Template> cause = literalOrExpression(fields, "Cause", fields.value("Cause"));
    Optional<Template> error =
        literalOrExpression(
            fields, "Error", fields.required("Error", "name the error that operators will see"));
    error
        .filter(template -> template instanceof Template.Literal)
        .map(template -> ((Template.Literal) template).value().asText())
        .filter(text -> text.startsWith("States."))
        .ifPresent(
            text ->
                findings.add(
                    fields.path("Error"), "names that begin with States. are reserved: " + text));
    return error.map(template -> new FailState(name, comment, template, cause));
  }

  private Optional<Template> literalOrExpression(
      Fields fields, String field, Optional<JsonNode> value) {
    value
        .filter(node -> !node.isTextual())
        .ifPresent(node -> findings.add(fields.path(field), "this must be a text, not " + node));
    return value.map(node -> expressions.template(node, fields.path(field), Place.BEFORE));
  }
}
