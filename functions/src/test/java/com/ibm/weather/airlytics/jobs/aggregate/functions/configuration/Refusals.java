package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import java.util.List;
import java.util.function.Consumer;

/** Reads the documented configuration after a change that must be refused. */
final class Refusals {

  private Refusals() {}

  static List<Finding> findings(Consumer<ObjectNode> change) {
    return refusal(change).findings();
  }

  static ConfigurationException refusal(Consumer<ObjectNode> change) {
    ObjectNode json = Documented.json(change);
    ConfigurationException refusal =
        catchThrowableOfType(
            ConfigurationException.class, () -> ConfigurationReader.read(json, "test"));
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }
}
