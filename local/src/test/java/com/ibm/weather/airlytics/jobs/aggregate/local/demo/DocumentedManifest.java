package com.ibm.weather.airlytics.jobs.aggregate.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The CronJob manifest that users have, word for word, and what its cluster holds. */
public final class DocumentedManifest {

  public static final String AIRLOCK_KEY = "A1B2C3";
  public static final String AIRLOCK_PASSWORD = "correct horse";

  private static final Map<String, Map<String, String>> CONFIG_MAPS =
      Map.of("airlytics-deployments-config", Map.of("airlytics.deployment", "INTERNAL"));
  private static final Map<String, Map<String, String>> SECRETS =
      Map.of(
          "airlock-api-secret",
          Map.of("airlock-key", AIRLOCK_KEY, "airlock-password", AIRLOCK_PASSWORD));

  private DocumentedManifest() {}

  /** The environment variables that Kubernetes would give the container. */
  public static Map<String, String> environment() throws IOException {
    Object manifest;
    try (InputStream file =
        DocumentedManifest.class.getResourceAsStream("/cronjob-documented.yaml")) {
      manifest = new Yaml().load(file);
    }
    Object container =
        list(at(manifest, "spec", "jobTemplate", "spec", "template", "spec", "containers")).get(0);
    Map<String, String> environment = new LinkedHashMap<>();
    for (Object variable : list(at(container, "env"))) {
      environment.put(String.valueOf(at(variable, "name")), value(variable));
    }
    return environment;
  }

  private static String value(Object variable) {
    Map<?, ?> fields = (Map<?, ?>) variable;
    if (fields.containsKey("value")) {
      return String.valueOf(fields.get("value"));
    }
    Map<?, ?> from = (Map<?, ?>) fields.get("valueFrom");
    return from.containsKey("configMapKeyRef")
        ? referred(CONFIG_MAPS, from.get("configMapKeyRef"))
        : referred(SECRETS, from.get("secretKeyRef"));
  }

  private static String referred(Map<String, Map<String, String>> objects, Object reference) {
    return objects
        .get(String.valueOf(at(reference, "name")))
        .get(String.valueOf(at(reference, "key")));
  }

  private static Object at(Object node, String... path) {
    Object inner = node;
    for (String key : path) {
      inner = ((Map<?, ?>) inner).get(key);
    }
    return inner;
  }

  private static List<?> list(Object node) {
    return (List<?>) node;
  }
}
