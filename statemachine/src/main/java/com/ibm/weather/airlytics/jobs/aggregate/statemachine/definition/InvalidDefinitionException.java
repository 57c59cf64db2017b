package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import java.util.List;
import java.util.stream.Collectors;

/** A definition that is not valid, or that uses what is not implemented; holds every finding. */
public final class InvalidDefinitionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  InvalidDefinitionException(List<Finding> findings) {
    super(
        findings.stream()
            .map(finding -> System.lineSeparator() + "  " + finding)
            .collect(Collectors.joining("", "The state machine definition is refused:", "")));
    this.findings = List.copyOf(findings);
  }

  /** All findings; never empty. */
  public List<Finding> findings() {
    return findings;
  }
}
