package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.EventAggregatorDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The texts that have to fit each other and the code. */
final class Sources {

  /** One of the texts. */
  enum Text {
    TEMPLATE,
    SCHEDULE_TEMPLATE,
    DEFINITION,
    RUNBOOK
  }

  private static final String STACK = "airlytics-event-aggregator";

  private final Map<Text, String> texts;

  private Sources(Map<Text, String> texts) {
    this.texts = texts;
  }

  /** The texts as they are. */
  static Sources real() {
    return new Sources(
        new EnumMap<>(
            Map.of(
                Text.TEMPLATE, file("template.yaml"),
                Text.SCHEDULE_TEMPLATE, file("schedule.yaml"),
                Text.DEFINITION, EventAggregatorDefinition.text(),
                Text.RUNBOOK, file("README.md"))));
  }

  private static String file(String name) {
    try {
      return Files.readString(Path.of(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with another text in the place of one. */
  Sources with(Text text, String content) {
    Map<Text, String> changed = new EnumMap<>(texts);
    changed.put(text, content);
    return new Sources(changed);
  }

  String text(Text text) {
    return texts.get(text);
  }

  /** The stack of template.yaml that is given the least. */
  Stack minimal() {
    return job(Deployed.minimal());
  }

  /** The stacks of schedule.yaml, beside those of template.yaml. */
  List<Stack> schedules() {
    Map<String, JsonNode> exports = minimal().exports();
    return List.of(
        schedule(Deployed.minimalSchedule(STACK), exports),
        schedule(Deployed.fullSchedule(STACK), exports));
  }

  private Stack schedule(Map<String, String> parameters, Map<String, JsonNode> exports) {
    return Stack.of("airlytics-ltv-android", text(Text.SCHEDULE_TEMPLATE), parameters, exports);
  }

  /** The stacks of template.yaml. */
  List<Stack> jobs() {
    return Stream.of(Deployed.minimal(), Deployed.full(), Deployed.mixed()).map(this::job).toList();
  }

  private Stack job(Map<String, String> parameters) {
    return Stack.of(STACK, text(Text.TEMPLATE), parameters, Map.of());
  }

  /** All stacks. */
  List<Stack> stacks() {
    return Stream.concat(jobs().stream(), schedules().stream()).toList();
  }
}
