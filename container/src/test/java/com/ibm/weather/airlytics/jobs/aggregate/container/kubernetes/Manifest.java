package com.ibm.weather.airlytics.jobs.aggregate.container.kubernetes;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One object of Kubernetes' or Kustomize's, as it is written.
 *
 * @param origin where it is written
 * @param json what is written there
 */
record Manifest(String origin, JsonNode json) {

  /** Where all of ours are. */
  static final Path FOLDER = Path.of("kubernetes");

  /** Does as an API server with strict validation: a field that is not in the model is refused. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(new WithoutAdditionalProperties())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** The model would take fields that it does not know as additional properties. */
  private static final class WithoutAdditionalProperties extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  static Manifest read(Path file) {
    try {
      return of(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a text with one object. */
  static Manifest of(String origin, String text) {
    List<Manifest> all = allOf(origin, text);
    if (all.size() != 1) {
      throw new AssertionError("not one object, but %d in %s".formatted(all.size(), origin));
    }
    return all.get(0);
  }

  /** Reads a text with any number of objects. */
  static List<Manifest> allOf(String origin, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<Manifest> manifests = new ArrayList<>();
    for (Object object : new Yaml(new SafeConstructor(options)).loadAll(text)) {
      manifests.add(new Manifest(origin, STRICT.valueToTree(object)));
    }
    return manifests;
  }

  String kind() {
    return json.path("kind").asText();
  }

  /**
   * The object in the terms of a model.
   *
   * @throws IllegalArgumentException when the model does not know a field
   */
  <T> T as(Class<T> model) {
    return STRICT.convertValue(json, model);
  }
}
