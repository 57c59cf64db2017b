package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Configurations;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FileServer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A season of an Airlock product on a real HTTP server, and the job that reads it. */
final class Season implements AutoCloseable {

  static final Aggregation LTV = new Aggregation("LTV", "PROD", "Hello World App", "INTERNAL");

  private static final String FOLDER = "airlock/seasons/product-1/season-1/";

  private final FileServer server;
  private final List<String> notices = new ArrayList<>();
  private final List<Evaluation> evaluations = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private Patience patience =
      new Patience(Duration.ofSeconds(30), List.of(Duration.ZERO, Duration.ZERO));

  private Season(FileServer server) {
    this.server = server;
  }

  static Season start(Path folder) throws IOException {
    return start(folder, FileServer.start());
  }

  static Season start(Path folder, FileServer server) throws IOException {
    Season season = new Season(server);
    String defaults =
        """
        {"productId": "product-1", "seasonId": "season-1", "version": "V3.0",
         "devS3Path": "%sairlock", "s3Path": "http://localhost:1/cached/"}
        """
            .formatted(server.url());
    Path file = Files.writeString(folder.resolve("AirlockDefaults.json"), defaults);
    season.environment.put("AIRLOCK_DEFAULTS_FILE", file.toString());
    return season;
  }

  /**
   * The job's feature, on, with a complete configuration, in which {@code eventName} is default.
   */
  static ObjectNode feature(ObjectNode... rules) {
    ObjectNode defaults = Configurations.valid().put("eventName", "default");
    ObjectNode feature =
        item("FEATURE", "Event Aggregator Service")
            .put("defaultConfiguration", defaults.toString());
    feature.putObject("rule").put("ruleString", "");
    feature.putArray("configurationRules").addAll(List.of(rules));
    return feature;
  }

  /** Another feature, on, with features below it. */
  static ObjectNode feature(String name, ObjectNode... features) {
    ObjectNode feature = item("FEATURE", name);
    feature.putArray("features").addAll(List.of(features));
    return feature;
  }

  /** A rule that is true and calls the event after itself. */
  static ObjectNode rule(String name, ObjectNode... rules) {
    return rule(name, "true", "{\"eventName\": \"%s\"}".formatted(name), rules);
  }

  static ObjectNode rule(
      String name, String ruleString, String configuration, ObjectNode... rules) {
    ObjectNode rule = item("CONFIGURATION_RULE", name).put("configuration", configuration);
    rule.putObject("rule").put("ruleString", ruleString);
    rule.putArray("configurationRules").addAll(List.of(rules));
    return rule;
  }

  private static ObjectNode item(String type, String name) {
    return Json.MAPPER
        .createObjectNode()
        .put("type", type)
        .put("uniqueId", "id-of-" + name.replace(' ', '-'))
        .put("namespace", "Services")
        .put("name", name)
        .put("enabled", true)
        .put("stage", "PRODUCTION")
        .put("rolloutPercentage", 100)
        .put("minAppVersion", "1.0");
  }

  static ObjectNode group(int maxFeaturesOn, ObjectNode... features) {
    ObjectNode group = group("MUTUAL_EXCLUSION_GROUP", maxFeaturesOn);
    group.putArray("features").addAll(List.of(features));
    return group;
  }

  static ObjectNode ruleGroup(int maxFeaturesOn, ObjectNode... rules) {
    ObjectNode group = group("CONFIG_MUTUAL_EXCLUSION_GROUP", maxFeaturesOn);
    group.putArray("configurationRules").addAll(List.of(rules));
    return group;
  }

  private static ObjectNode group(String type, int maxFeaturesOn) {
    return Json.MAPPER
        .createObjectNode()
        .put("type", type)
        .put("uniqueId", "group-1")
        .put("maxFeaturesOn", maxFeaturesOn);
  }

  /** An item with fields changed; null takes a field away. */
  static ObjectNode changed(ObjectNode item, String change) {
    ObjectNode changed = item.deepCopy();
    Json.read(change, ObjectNode.class, "the change")
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                changed.remove(field.getKey());
              } else {
                changed.set(field.getKey(), field.getValue());
              }
            });
    return changed;
  }

  /** A runtime file with features. */
  static ObjectNode runtime(ObjectNode... features) {
    ObjectNode runtime = Json.MAPPER.createObjectNode();
    ArrayNode list = runtime.putObject("root").put("type", "ROOT").putArray("features");
    list.addAll(List.of(features));
    return runtime;
  }

  /** Has the job read these features from now on. */
  Season with(ObjectNode... features) {
    return with("AirlockRuntimePRODUCTION.json", FileServer.file(runtime(features).toString()));
  }

  /** Has the server answer the requests for a file in turn, the last for ever. */
  Season with(String file, HttpHandler... answers) {
    server.serve(FOLDER + file, answers);
    return this;
  }

  Season set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Season patience(Patience changed) {
    patience = changed;
    return this;
  }

  Configuration configuration() {
    return configuration(LTV);
  }

  Configuration configuration(Aggregation aggregation) {
    return new AirlockConfigurationSource(environment, notices::add, evaluations::add, patience)
        .configurationOf(aggregation);
  }

  /** What the job says when there is no configuration. */
  String refusal(Class<? extends RuntimeException> type) {
    return catchThrowableOfType(type, this::configuration).getMessage();
  }

  /** Which rules made the configuration. */
  List<String> table() {
    return evaluations.get(evaluations.size() - 1).table();
  }

  /** The failed attempts that were followed by another one. */
  List<String> notices() {
    return notices;
  }

  /** The files of the season that were asked for. */
  List<String> requests() {
    return server.requests().stream().map(path -> path.replace("/" + FOLDER, "")).toList();
  }

  String url(String file) {
    return server.url() + FOLDER + file;
  }

  Path defaultsFile() {
    return Path.of(environment.get("AIRLOCK_DEFAULTS_FILE"));
  }

  @Override
  public void close() {
    server.close();
  }
}
