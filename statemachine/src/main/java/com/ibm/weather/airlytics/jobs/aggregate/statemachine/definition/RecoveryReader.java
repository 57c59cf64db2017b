package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads {@code Retry} and {@code Catch}. */
final class RecoveryReader {
  private static final int LONGEST_DELAY_SECONDS = 31_622_400;
  private static final int MOST_ATTEMPTS = 99_999_999;

  private final Findings findings;
  private final ContinuationReader continuations;

  RecoveryReader(Findings findings, ContinuationReader continuations) {
    this.findings = findings;
    this.continuations = continuations;
  }

  List<Retrier> retriers(Fields state) {
    List<Retrier> retriers = new ArrayList<>();
    each(state, "Retry", (fields, last) -> retriers.add(retrier(fields, last)));
    return List.copyOf(retriers);
  }

  List<Catcher> catchers(Fields state) {
    List<Catcher> catchers = new ArrayList<>();
    each(state, "Catch", (fields, last) -> catchers.add(catcher(fields, last)));
    return List.copyOf(catchers);
  }

  private void each(Fields state, String field, BiConsumer<Fields, Boolean> reader) {
    List<JsonNode> elements =
        state.value(field).map(value -> state.elements(field, value)).orElse(List.of());
    for (int index = 0; index < elements.size(); index++) {
      String path = state.path(field) + "[" + index + "]";
      reader.accept(new Fields(elements.get(index), path, findings), index == elements.size() - 1);
    }
  }

  private Retrier retrier(Fields fields, boolean last) {
    fields.text("Comment");
    ErrorNames errors = errors(fields, last);
    int interval = fields.integer("IntervalSeconds", 1, MOST_ATTEMPTS).orElse(1);
    int attempts = fields.integer("MaxAttempts", 0, MOST_ATTEMPTS).orElse(3);
    int longest =
        fields
            .integer("MaxDelaySeconds", 1, LONGEST_DELAY_SECONDS - 1)
            .orElse(LONGEST_DELAY_SECONDS);
    double rate = backoffRate(fields);
    String jitter = fields.text("JitterStrategy").orElse("NONE");
    if (!jitter.equals("NONE") && !jitter.equals("FULL")) {
      findings.add(fields.path("JitterStrategy"), "this must be FULL or NONE, not " + jitter);
    }
    fields.refuseOthers("a retrier");
    return new Retrier(
        errors,
        Duration.ofSeconds(interval),
        attempts,
        rate,
        Duration.ofSeconds(longest),
        jitter.equals("FULL"));
  }

  private double backoffRate(Fields fields) {
    Optional<JsonNode> rate = fields.value("BackoffRate");
    if (rate.isPresent() && (!rate.get().isNumber() || rate.get().doubleValue() < 1)) {
      findings.add(
          fields.path("BackoffRate"), "this must be a number from 1.0 up, not " + rate.get());
    }
    return rate.map(JsonNode::doubleValue).orElse(2.0);
  }

  private Catcher catcher(Fields fields, boolean last) {
    fields.text("Comment");
    ErrorNames errors = errors(fields, last);
    Continuation then =
        continuations.withNext(
            fields, Place.AFTER_ERROR, fields.requiredText("Next", "a catcher leads to a state"));
    fields.refuseOthers("a catcher");
    return new Catcher(errors, then);
  }

  private ErrorNames errors(Fields fields, boolean last) {
    List<String> names = new ArrayList<>();
    String path = fields.path("ErrorEquals");
    fields
        .required("ErrorEquals", "name at least one error, or States.ALL")
        .map(value -> fields.elements("ErrorEquals", value))
        .orElse(List.of())
        .forEach(
            name -> {
              if (name.isTextual() && !name.textValue().contains("{%")) {
                names.add(name.textValue());
              } else {
                findings.add(path, "an error's name is a literal text, not " + name);
              }
            });
    names.forEach(name -> checkName(name, path));
    if (names.contains(ErrorNames.ALL) && (names.size() > 1 || !last)) {
      findings.add(path, "States.ALL must stand alone, in the last element");
    }
    return new ErrorNames(names);
  }

  private void checkName(String name, String path) {
    if (name.equals(ErrorNames.RUNTIME)) {
      findings.add(path, "States.Runtime can be neither retried nor caught");
    } else if (name.startsWith("States.") && !ErrorNames.RESERVED.contains(name)) {
      findings.add(path, "the reserved error " + name + " does not occur here");
    }
  }
}
