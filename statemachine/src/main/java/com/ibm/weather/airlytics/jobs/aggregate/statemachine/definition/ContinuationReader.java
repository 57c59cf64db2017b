package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.References;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code Assign}, {@code Output} and where to go next. */
final class ContinuationReader {
  private static final int LONGEST_VARIABLE = 80;

  private final Findings findings;
  private final Scope scope;
  private final ExpressionReader expressions;

  ContinuationReader(Findings findings, Scope scope, ExpressionReader expressions) {
    this.findings = findings;
    this.scope = scope;
    this.expressions = expressions;
  }

  /** For a state, which either goes on or ends. */
  Continuation ofState(Fields fields, Place place) {
    Optional<String> next = fields.text("Next");
    Optional<Boolean> end =
        fields
            .value("End")
            .map(
                value -> {
                  if (!value.isBoolean() || !value.booleanValue()) {
                    findings.add(fields.path("End"), "this must be true, or be left out");
                  }
                  return true;
                });
    if (next.isPresent() == end.isPresent()) {
      findings.add(fields.path(), "a state needs one of Next and End");
    }
    return withNext(fields, place, next);
  }

  /** With a next state that is already read. */
  Continuation withNext(Fields fields, Place place, Optional<String> next) {
    return new Continuation(assign(fields, place), template(fields, "Output", place), next);
  }

  /** A field in whose value any text may be an expression. */
  Optional<Template> template(Fields fields, String field, Place place) {
    return fields.value(field).map(value -> expressions.template(value, fields.path(field), place));
  }

  private Map<String, Template> assign(Fields fields, Place place) {
    Map<String, Template> assign = new LinkedHashMap<>();
    String path = fields.path("Assign");
    fields
        .value("Assign")
        .ifPresent(
            value -> {
              if (!value.isObject()) {
                findings.add(path, "this must be an object of variables, not " + value);
              }
              value
                  .properties()
                  .forEach(
                      entry -> {
                        String where = path + "." + entry.getKey();
                        checkVariable(entry.getKey(), where);
                        assign.put(
                            entry.getKey(), expressions.template(entry.getValue(), where, place));
                      });
            });
    return assign;
  }

  private void checkVariable(String name, String path) {
    boolean identifier =
        !name.isEmpty()
            && name.length() <= LONGEST_VARIABLE
            && Character.isUnicodeIdentifierStart(name.codePointAt(0))
            && name.codePoints().allMatch(Character::isUnicodeIdentifierPart);
    if (!identifier) {
      findings.add(
          path,
          "a variable's name is an identifier of at most "
              + LONGEST_VARIABLE
              + " characters, without $");
    } else if (name.equals("states") || References.isFunction(name)) {
      findings.add(path, "$" + name + " already means something else: choose another name");
    } else {
      scope.assigns(name, path);
    }
  }
}
