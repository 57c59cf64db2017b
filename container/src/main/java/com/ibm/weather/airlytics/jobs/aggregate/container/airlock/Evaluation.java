package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which rules made a configuration: for a person who wants to know why a value is what it is. */
public final class Evaluation {

  private final String feature;
  private final FeatureState state;

  Evaluation(String feature, FeatureState state) {
    this.feature = feature;
    this.state = state;
  }

  /** One line: the feature and the rules that apply. */
  public String summary() {
    String applied =
        state.decisions().stream()
            .filter(RuleDecision::isApplied)
            .map(RuleDecision::rule)
            .collect(Collectors.joining(", "));
    return "%s (%s)"
        .formatted(feature, applied.isEmpty() ? "no rule applies" : "applied: " + applied);
  }

  /**
   * A line for the feature and one for each configuration rule in the order of the file: either the
   * keys that it set, where a later line wins, or why it does not apply. The last line has the keys
   * that no rule set.
   */
  public List<String> table() {
    int width =
        state.decisions().stream().mapToInt(decision -> name(decision).length()).max().orElse(0);
    String row = "  %-8s %-" + Math.max(width, 1) + "s  %s";
    Stream<String> rules =
        state.decisions().stream()
            .map(
                decision ->
                    decision.isApplied()
                        ? row.formatted("applies", name(decision), join(decision.keys()))
                        : row.formatted("-", name(decision), decision.reason()));
    Set<String> rest = new TreeSet<>();
    Arrays.stream(Configuration.class.getRecordComponents())
        .map(RecordComponent::getName)
        .filter(key -> !state.configuration().has(key))
        .forEach(rest::add);
    return Stream.of(
            Stream.of(feature),
            rules,
            Stream.of(row.formatted("default", "", join(rest))).filter(line -> !rest.isEmpty()))
        .flatMap(lines -> lines)
        .map(String::stripTrailing)
        .toList();
  }

  private static String name(RuleDecision decision) {
    return "  ".repeat(decision.depth()) + decision.rule();
  }

  private static String join(Iterable<String> keys) {
    return String.join(", ", keys);
  }
}
