package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code StartAt} and {@code States}, and checks that the states lead to one another. */
final class WorkflowReader {
  private static final int LONGEST_NAME = 80;

  private final Findings findings;
  private final Set<String> resources;
  private final Set<String> names = new HashSet<>();

  WorkflowReader(Findings findings, Set<String> resources) {
    this.findings = findings;
    this.resources = Set.copyOf(resources);
  }

  Workflow read(Fields fields, Scope scope) {
    Optional<String> startAt = fields.requiredText("StartAt", "name the first state");
    Optional<JsonNode> states = fields.required("States", "a workflow needs at least one state");
    String path = fields.path("States");
    Map<String, State> byName = new LinkedHashMap<>();
    states.ifPresent(
        node -> {
          if (!node.isObject() || node.isEmpty()) {
            findings.add(path, "this must be an object with at least one state");
          }
          StateReader reader = new StateReader(findings, resources, this, scope);
          node.properties()
              .forEach(
                  entry -> {
                    checkName(entry.getKey(), path);
                    Fields state =
                        new Fields(entry.getValue(), path + "." + entry.getKey(), findings);
                    reader
                        .read(entry.getKey(), state)
                        .ifPresent(read -> byName.put(entry.getKey(), read));
                  });
        });
    Set<String> declared = new LinkedHashSet<>();
    states.ifPresent(node -> node.fieldNames().forEachRemaining(declared::add));
    startAt
        .filter(name -> !declared.isEmpty() && !declared.contains(name))
        .ifPresent(name -> findings.add(fields.path("StartAt"), missing(name, declared)));
    Workflow workflow = new Workflow(startAt.orElse(""), byName);
    checkTransitions(workflow, declared, path);
    return workflow;
  }

  private void checkName(String name, String path) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      findings.add(
          path + "." + name,
          "a state's name has 1 to " + LONGEST_NAME + " characters, this has " + name.length());
    }
    if (!names.add(name)) {
      findings.add(path + "." + name, "another state has the same name: names must be unique");
    }
  }

  private void checkTransitions(Workflow workflow, Set<String> declared, String path) {
    boolean complete = workflow.states().keySet().equals(declared);
    for (State state : workflow.states().values()) {
      for (Transition transition : state.transitions()) {
        if (!declared.contains(transition.target())) {
          findings.add(path + "." + state.name(), missing(transition.target(), declared));
        }
      }
    }
    if (complete && declared.contains(workflow.startAt())) {
      Set<String> reachable = reachable(workflow);
      declared.stream()
          .filter(name -> !reachable.contains(name))
          .forEach(name -> findings.add(path + "." + name, "no transition leads to this state"));
    }
  }

  private static Set<String> reachable(Workflow workflow) {
    Set<String> reachable = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(workflow.startAt());
    while (!open.isEmpty()) {
      String name = open.remove();
      if (workflow.states().containsKey(name) && reachable.add(name)) {
        workflow.state(name).transitions().forEach(transition -> open.add(transition.target()));
      }
    }
    return reachable;
  }

  private static String missing(String name, Set<String> declared) {
    return "there is no state " + name + " among " + declared;
  }
}
