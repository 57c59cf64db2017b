package com.ibm.weather.airlytics.jobs.aggregate.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The documented configuration as Airlock has it: a rule for each deployment with the region and
 * the databases, and one for each product with the rest.
 */
public final class DemoRuntimeFile {

  private static final String NAME = "AirlockRuntimePRODUCTION.json";

  private DemoRuntimeFile() {}

  /** The file as Airlock wrote it. */
  static String documented() {
    return DemoConfiguration.resource(NAME);
  }

  /**
   * Writes the file; where a configuration differs from the documented one, with a last rule that
   * says so.
   *
   * @param configuration the documented configuration with changes
   * @param season the folder of the season's files
   * @return the file
   */
  public static Path write(JsonNode configuration, Path season) {
    JsonNode runtime = Json.tree(documented(), NAME);
    ArrayNode rules = (ArrayNode) runtime.path("root").at("/features/0/configurationRules");
    ObjectNode rule = rules.addObject();
    rule.put("type", "CONFIGURATION_RULE")
        .put("namespace", "Services")
        .put("name", "This machine")
        .put("enabled", true)
        .put("configuration", changes(configuration).toPrettyString());
    rule.putObject("rule");
    Path file = season.resolve(NAME);
    try {
      return Files.writeString(file, runtime.toPrettyString());
    } catch (IOException e) {
      throw new LocalException("%s cannot be written".formatted(file), e);
    }
  }

  private static ObjectNode changes(JsonNode configuration) {
    JsonNode documented = Json.tree(DemoConfiguration.documented(), "the configuration");
    ObjectNode changes = Json.MAPPER.createObjectNode();
    configuration
        .properties()
        .forEach(
            field -> {
              if (!field.getValue().equals(documented.path(field.getKey()))) {
                changes.set(field.getKey(), field.getValue());
              }
            });
    return changes;
  }
}
