package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration cannot be used; the message lists everything that is wrong with it. */
public final class ConfigurationException extends InvalidInputException {

  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  public ConfigurationException(String origin, List<Finding> findings) {
    super(message(origin, findings));
    this.findings = List.copyOf(findings);
  }

  /** All findings, in the order of the documented keys. */
  public List<Finding> findings() {
    return findings;
  }

  private static String message(String origin, List<Finding> findings) {
    String count = findings.size() == 1 ? "1 mistake" : findings.size() + " mistakes";
    return findings.stream()
        .map(finding -> "  " + finding)
        .collect(
            Collectors.joining("\n", "The configuration " + origin + " has " + count + ":\n", ""));
  }
}
