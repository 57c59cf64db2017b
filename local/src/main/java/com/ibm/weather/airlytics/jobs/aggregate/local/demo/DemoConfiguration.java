package com.ibm.weather.airlytics.jobs.aggregate.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationReader;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalException;
import com.ibm.weather.airlytics.jobs.aggregate.local.RawEvents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The configuration of the demo: the documented one, or somebody's own, with only what must differ.
 *
 * @param json the configuration as it is handed to the job
 * @param configuration the same, read and validated
 */
record DemoConfiguration(JsonNode json, Configuration configuration) {

  private static final String DOCUMENTED = "hello-world.json";
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);
  private static final String PRODUCT_ID = "5fe0e5f4-6a1c-4b4e-9f9b-0d2a4f1f2b11";

  /**
   * Reads a configuration and points it at this machine.
   *
   * @param own somebody's own file; empty for the documented configuration
   * @param airlock the local Airlock's base URL
   */
  static DemoConfiguration of(Optional<Path> own, URI airlock, RawEvents events) {
    String origin = own.map(Path::toString).orElse(DOCUMENTED);
    String text = own.map(DemoConfiguration::file).orElseGet(DemoConfiguration::documented);
    JsonNode json = Json.tree(text, "The configuration " + origin);
    if (json instanceof ObjectNode keys) {
      keys.put("airlockApiBaseUrl", airlock.toString());
      if (!UUID.matcher(keys.path("airlockProductId").asText()).matches()) {
        keys.put("airlockProductId", PRODUCT_ID);
      }
      if (own.isEmpty()) {
        keys.put("historyStartDay", events.firstDay().toString());
      }
      if (!keys.has("sourcePartitions")) {
        keys.put("sourcePartitions", events.partitions());
      }
    }
    return new DemoConfiguration(json, ConfigurationReader.read(json, origin));
  }

  /**
   * Writes the configuration for the job to read.
   *
   * @throws InvalidInputException when the folder has results of another one
   */
  void write(Path file) {
    try {
      if (Files.exists(file)
          && !withoutEndpoint(Files.readString(file)).equals(withoutEndpoint(json.toString()))) {
        throw new InvalidInputException(
            "%s has the results of another configuration; name another folder with --folder"
                .formatted(file.getParent()));
      }
      Files.writeString(file, json.toPrettyString() + "\n");
    } catch (IOException e) {
      throw new LocalException("%s cannot be written".formatted(file), e);
    }
  }

  private static JsonNode withoutEndpoint(String text) {
    ObjectNode keys = Json.read(text, ObjectNode.class, "the configuration of the earlier demo");
    keys.remove("airlockApiBaseUrl");
    return keys;
  }

  private static String file(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new InvalidInputException(
          "the configuration file %s cannot be read".formatted(path), e);
    }
  }

  /** The documented configuration, as it is. */
  static String documented() {
    return resource(DOCUMENTED);
  }

  static String resource(String name) {
    try (InputStream file = DemoConfiguration.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
