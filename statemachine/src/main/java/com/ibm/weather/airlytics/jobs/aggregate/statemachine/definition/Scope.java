package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.References;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables of one workflow: the machine's, or those of a Map's iteration. */
final class Scope {

  /** What the scope belongs to. */
  enum Kind {
    MACHINE,
    INLINE_ITERATION,
    DISTRIBUTED_ITERATION
  }

  private record Use(String path, References references) {}

  private final Kind kind;
  private final Optional<Scope> outer;
  private final List<Scope> inner = new ArrayList<>();
  private final Map<String, String> assignments = new LinkedHashMap<>();
  private final List<Use> uses = new ArrayList<>();

  private Scope(Kind kind, Optional<Scope> outer) {
    this.kind = kind;
    this.outer = outer;
  }

  static Scope ofMachine() {
    return new Scope(Kind.MACHINE, Optional.empty());
  }

  Scope iteration(MapState.Mode mode) {
    Kind iteration =
        switch (mode) {
          case INLINE -> Kind.INLINE_ITERATION;
          case DISTRIBUTED -> Kind.DISTRIBUTED_ITERATION;
        };
    Scope scope = new Scope(iteration, Optional.of(this));
    inner.add(scope);
    return scope;
  }

  /** Whether states see {@code $states.context.Map}. */
  boolean seesItem() {
    return kind == Kind.INLINE_ITERATION;
  }

  void assigns(String variable, String path) {
    assignments.putIfAbsent(variable, path);
  }

  void uses(References references, String path) {
    uses.add(new Use(path, references));
  }

  /** Checks all uses and assignments here and below, once everything is read. */
  void check(Findings findings) {
    assignments.forEach((variable, path) -> checkAssignment(variable, path, findings));
    for (Use use : uses) {
      use.references().variables().stream()
          .sorted()
          .filter(variable -> !isVisible(variable))
          .forEach(variable -> findings.add(use.path(), notVisible(variable)));
      use.references().locals().stream()
          .sorted()
          .filter(this::isVisible)
          .forEach(
              local ->
                  findings.add(
                      use.path(),
                      "$" + local + " is a variable of the workflow: bind another name"));
    }
    inner.forEach(scope -> scope.check(findings));
  }

  private void checkAssignment(String variable, String path, Findings findings) {
    if (outer.filter(scope -> scope.isAssignedHereOrOutside(variable)).isPresent()) {
      findings.add(
          path, "$" + variable + " belongs to an outer scope: choose another name, use Output");
    }
  }

  private boolean isVisible(String variable) {
    return assignments.containsKey(variable)
        || (kind == Kind.INLINE_ITERATION
            && outer.filter(scope -> scope.isVisible(variable)).isPresent());
  }

  private boolean isAssignedHereOrOutside(String variable) {
    return assignments.containsKey(variable)
        || outer.filter(scope -> scope.isAssignedHereOrOutside(variable)).isPresent();
  }

  private String notVisible(String variable) {
    return isAssignedHereOrOutside(variable)
        ? "$" + variable + " cannot be seen inside a Distributed Map: pass it with ItemSelector"
        : "$" + variable + " is never assigned in this scope";
  }
}
