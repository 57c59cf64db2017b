package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * {@code AirlockDefaults.json}, which Airlock's console generates for a season: where the season's
 * runtime files are. Other keys of the file are for other kinds of apps.
 *
 * @param seasonUrl the folder of the runtime files, with a trailing slash
 * @param origin where the file was read from, for messages
 */
record AirlockDefaults(String seasonUrl, String origin) {

  /** The variable with the path of the file. */
  static final String FILE_VARIABLE = "AIRLOCK_DEFAULTS_FILE";

  /** The file's name on the class path. */
  static final String RESOURCE = "AirlockDefaults.json";

  private static final Pattern FOLDER = Pattern.compile("https?://[\\w.:-]+(/[\\w./~%+=@-]*)?");
  private static final int HIGHEST_PORT = 65_535;
  private static final Set<String> VERSIONS = Set.of("V2.1", "V2.5", "V3.0");

  /**
   * Reads the file that the environment names, else the one on the class path.
   *
   * @throws InvalidInputException when there is none, or it does not say where the files are
   */
  static AirlockDefaults of(Map<String, String> environment, ClassLoader classPath) {
    String path = environment.getOrDefault(FILE_VARIABLE, "");
    return path.isBlank() ? onClassPath(classPath) : read(file(path), path);
  }

  /** The URL of a runtime file. */
  URI runtimeFile(String name) {
    return URI.create(seasonUrl + name);
  }

  private static String file(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException | InvalidPathException e) {
      throw new InvalidInputException(
          "%s is %s, which cannot be read (%s)"
              .formatted(FILE_VARIABLE, path, e.getClass().getSimpleName()),
          e);
    }
  }

  private static AirlockDefaults onClassPath(ClassLoader classPath) {
    try (InputStream file = classPath.getResourceAsStream(RESOURCE)) {
      if (file == null) {
        throw new InvalidInputException(
            "no configuration: for Airlock, write the path of the season's %s into %s or put the"
                    .formatted(RESOURCE, FILE_VARIABLE)
                + " file on the class path; for a file, set AIRLYTICS_CONFIGURATION_URI or give"
                + " --config, for example file:ltv.json or"
                + " s3://my-bucket/{environment}/{aggregation}.json");
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return read(text, RESOURCE + " on the class path");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AirlockDefaults read(String text, String origin) {
    JsonNode json = Json.tree(RuntimeFile.withoutByteOrderMark(text), origin);
    List<Finding> findings = new ArrayList<>();
    Predicate<String> id = Pattern.compile("[A-Za-z0-9-]+").asMatchPredicate();
    String productId = value(json, "productId", id, "the product's id in Airlock", findings);
    String seasonId = value(json, "seasonId", id, "the season's id in Airlock", findings);
    String path =
        value(
            json,
            "devS3Path",
            AirlockDefaults::isFolder,
            "an http:// or https:// URL such as https://bucket.s3.amazonaws.com/airlock/",
            findings);
    value(json, "version", VERSIONS::contains, "V2.1, V2.5 or V3.0", findings);
    if (!findings.isEmpty()) {
      throw new ConfigurationException(origin, findings);
    }
    String base = path.endsWith("/") ? path : path + "/";
    return new AirlockDefaults(base + "seasons/" + productId + "/" + seasonId + "/", origin);
  }

  /**
   * {@link URI} finds wrong escapes, {@link URL} a port that is no number; neither one too high.
   */
  private static boolean isFolder(String value) {
    if (!FOLDER.matcher(value).matches()) {
      return false;
    }
    try {
      URL url = new URI(value).toURL();
      return !url.getHost().isEmpty() && url.getPort() != 0 && url.getPort() <= HIGHEST_PORT;
    } catch (URISyntaxException | MalformedURLException e) {
      return false;
    }
  }

  private static String value(
      JsonNode json,
      String key,
      Predicate<String> isRight,
      String expected,
      List<Finding> findings) {
    JsonNode node = json.path(key);
    if (!node.isTextual() || !isRight.test(node.textValue())) {
      String found = node.isMissingNode() ? "is missing" : "is " + node;
      findings.add(new Finding("$." + key, found + "; write " + expected));
    }
    return node.asText();
  }
}
