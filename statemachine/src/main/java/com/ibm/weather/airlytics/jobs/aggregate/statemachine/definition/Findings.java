package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import java.util.ArrayList;
import java.util.List;

/** Collects findings while a definition is read. */
final class Findings {
  private final List<Finding> findings = new ArrayList<>();

  void add(String path, String message) {
    findings.add(new Finding(path, message));
  }

  void throwIfAny() {
    if (!findings.isEmpty()) {
      throw new InvalidDefinitionException(findings);
    }
  }
}
