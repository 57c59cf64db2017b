package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Expression;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.InvalidExpressionException;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.References;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads expressions, alone or within a value, and checks what they refer to. */
final class ExpressionReader {
  private static final Pattern INTRINSIC = Pattern.compile("States\\.[A-Za-z0-9]+\\(.*\\)");

  /** RedriveCount has no value before the first redrive, and here there is never one. */
  private static final Set<String> CONTEXT =
      Set.of(
          "context.Execution.Id",
          "context.Execution.Name",
          "context.Execution.Input",
          "context.Execution.StartTime",
          "context.Execution.RedriveCount",
          "context.State.Name",
          "context.State.EnteredTime",
          "context.State.RetryCount");

  private static final String CONTEXT_ITEM = "context.Map.Item";

  private final Findings findings;
  private final Scope scope;

  ExpressionReader(Findings findings, Scope scope) {
    this.findings = findings;
    this.scope = scope;
  }

  /** Reads a value in which any text may be an expression. */
  Template template(JsonNode value, String path, Place place) {
    if (value.isObject()) {
      Map<String, Template> fields = new LinkedHashMap<>();
      value.properties().forEach(entry -> fields.put(entry.getKey(), field(entry, path, place)));
      return new Template.Fields(fields);
    }
    if (value.isArray()) {
      List<Template> elements = new ArrayList<>();
      for (int index = 0; index < value.size(); index++) {
        elements.add(template(value.get(index), path + "[" + index + "]", place));
      }
      return new Template.Elements(elements);
    }
    if (value.isTextual() && Expression.isMarked(value.textValue())) {
      return expression(value.textValue(), path, place)
          .<Template>map(Template.Computed::new)
          .orElse(new Template.Literal(value));
    }
    if (value.isTextual() && INTRINSIC.matcher(value.textValue()).matches()) {
      findings.add(path, "States intrinsics belong to JSONPath: write an expression, not " + value);
    }
    return new Template.Literal(value);
  }

  private Template field(Map.Entry<String, JsonNode> field, String path, Place place) {
    String where = path + "." + field.getKey();
    if (field.getKey().endsWith(".$")) {
      findings.add(where, "keys that end in .$ belong to JSONPath: write {% ... %} as the value");
    }
    return template(field.getValue(), where, place);
  }

  /** Reads an expression; empty, with a finding, when it cannot be parsed. */
  Optional<Expression> expression(String text, String path, Place place) {
    try {
      Expression expression = Expression.parse(text);
      check(expression.references(), path, place);
      return Optional.of(expression);
    } catch (InvalidExpressionException e) {
      findings.add(path, e.getMessage());
      return Optional.empty();
    }
  }

  private void check(References references, String path, Place place) {
    references.mistakes().forEach(mistake -> findings.add(path, mistake));
    references.statesFields().stream()
        .sorted()
        .filter(field -> !isVisible(field, place))
        .forEach(field -> findings.add(path, invisible(field)));
    scope.uses(references, path);
  }

  private boolean isVisible(String field, Place place) {
    return switch (field.split("\\.", 2)[0]) {
      case "input" -> true;
      case "result" -> place == Place.AFTER_RESULT;
      case "errorOutput" -> place == Place.AFTER_ERROR;
      case "context" ->
          CONTEXT.contains(field)
              || CONTEXT.stream().anyMatch(known -> field.startsWith(known + "."))
              || (field.equals(CONTEXT_ITEM) && (place == Place.EACH_ITEM || scope.seesItem()));
      default -> false;
    };
  }

  private static String invisible(String field) {
    return switch (field) {
      case "" -> "$states as a whole: name the field, for example $states.input";
      case "result" ->
          "$states.result exists only in Output and Assign of a Task or Map that succeeded";
      case "errorOutput" -> "$states.errorOutput exists only in Output and Assign of a Catch";
      case CONTEXT_ITEM ->
          "$states.context.Map.Item exists only in ItemSelector and in an Inline Map's iteration";
      default -> "$states." + field + " is not available here";
    };
  }
}
