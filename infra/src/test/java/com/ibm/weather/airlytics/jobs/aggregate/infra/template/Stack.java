package com.ibm.weather.airlytics.jobs.aggregate.infra.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A template with its parameters' values: what would be created. */
public final class Stack {

  private final String name;
  private final ObjectNode template;
  private final Map<String, JsonNode> imports;
  private final Map<String, JsonNode> parameters = new LinkedHashMap<>();
  private final Set<String> inProgress = new LinkedHashSet<>();
  private final Resolver resolver =
      new Resolver(
          new Resolver.Surroundings() {
            @Override
            public JsonNode reference(String name) {
              return Stack.this.reference(name);
            }

            @Override
            public String attribute(String resource, String attribute) {
              return Stack.this.attribute(resource, attribute);
            }

            @Override
            public boolean condition(String name) {
              return Stack.this.condition(name);
            }

            @Override
            public JsonNode imported(String export) {
              return Stack.this.imported(export);
            }
          });

  private Stack(String name, ObjectNode template, Map<String, JsonNode> imports) {
    this.name = name;
    this.template = template;
    this.imports = imports;
  }

  /**
   * A stack.
   *
   * @param name the stack's name
   * @param template the template's text
   * @param values the parameters that are given; the others have their defaults
   * @param imports what other stacks export
   * @throws TemplateException when a parameter is unknown, or has neither value nor default
   */
  public static Stack of(
      String name, String template, Map<String, String> values, Map<String, JsonNode> imports) {
    Stack stack = new Stack(name, TemplateYaml.read(template), imports);
    JsonNode declared = stack.template.path("Parameters");
    values.keySet().stream()
        .filter(key -> !declared.has(key))
        .findFirst()
        .ifPresent(
            unknown -> {
              throw new TemplateException("there is no parameter " + unknown);
            });
    declared
        .properties()
        .forEach(
            parameter -> {
              String key = parameter.getKey();
              JsonNode fallback = parameter.getValue().path("Default");
              if (!values.containsKey(key) && fallback.isMissingNode()) {
                throw new TemplateException("the parameter %s has no value".formatted(key));
              }
              String value = values.getOrDefault(key, fallback.asText());
              stack.parameters.put(key, typed(parameter.getValue().path("Type").asText(), value));
            });
    return stack;
  }

  private static JsonNode typed(String type, String value) {
    if (!type.startsWith("List<") && !type.equals("CommaDelimitedList")) {
      return TextNode.valueOf(value);
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (String element : value.split(",", -1)) {
      list.add(element.strip());
    }
    return list;
  }

  /** The template as it is written, with the short tags written out. */
  public JsonNode template() {
    return template;
  }

  /** The value of a parameter. */
  public JsonNode parameter(String name) {
    return parameters.get(name);
  }

  /** The resources that are created, by logical id. */
  public Map<String, Resource> resources() {
    Map<String, Resource> resources = new LinkedHashMap<>();
    template
        .path("Resources")
        .fieldNames()
        .forEachRemaining(
            id -> {
              if (isCreated(id)) {
                resources.put(id, resource(id));
              }
            });
    return resources;
  }

  /** The resources of a type that are created, by logical id. */
  public Map<String, Resource> resources(String type) {
    Map<String, Resource> resources = resources();
    resources.values().removeIf(resource -> !resource.type().equals(type));
    return resources;
  }

  /**
   * A resource that is created.
   *
   * @throws TemplateException when it is not
   */
  public Resource resource(String id) {
    JsonNode written = created(id);
    String type = written.path("Type").asText();
    JsonNode properties = Globals.merge(template.path("Globals"), type, properties(written));
    return new Resource(id, type, resolver.resolve(properties));
  }

  /** The outputs that are there, by name: their description, value and export, resolved. */
  public Map<String, JsonNode> outputs() {
    Map<String, JsonNode> outputs = new LinkedHashMap<>();
    template
        .path("Outputs")
        .properties()
        .forEach(
            output -> {
              JsonNode condition = output.getValue().path("Condition");
              if (condition.isMissingNode() || condition(condition.asText())) {
                outputs.put(output.getKey(), resolver.resolve(output.getValue()));
              }
            });
    return outputs;
  }

  /** The values that it exports, by the names of the exports. */
  public Map<String, JsonNode> exports() {
    Map<String, JsonNode> exports = new LinkedHashMap<>();
    outputs().values().stream()
        .filter(output -> output.has("Export"))
        .forEach(output -> exports.put(output.at("/Export/Name").asText(), output.path("Value")));
    return exports;
  }

  /** What {@code Ref} gives for a parameter, a pseudo parameter or a resource. */
  public JsonNode reference(String reference) {
    if (parameters.containsKey(reference)) {
      return parameters.get(reference);
    }
    String pseudo = Pseudo.of(name).get(reference);
    return TextNode.valueOf(pseudo == null ? typeOf(reference).reference(name(reference)) : pseudo);
  }

  /** What {@code Fn::GetAtt} gives for a resource. */
  public String attribute(String id, String attribute) {
    return typeOf(id)
        .attribute(attribute, name(id))
        .orElseThrow(
            () -> new TemplateException("%s has no attribute %s".formatted(id, attribute)));
  }

  private boolean condition(String key) {
    JsonNode condition = template.path("Conditions").path(key);
    if (!condition.isObject()) {
      throw new TemplateException("there is no condition " + key);
    }
    return resolver.holds(condition);
  }

  private JsonNode imported(String export) {
    return Optional.ofNullable(imports.get(export))
        .orElseThrow(() -> new TemplateException("no stack exports " + export));
  }

  private boolean isCreated(String id) {
    JsonNode condition = template.path("Resources").path(id).path("Condition");
    return condition.isMissingNode() || condition(condition.asText());
  }

  private JsonNode created(String id) {
    JsonNode written = template.path("Resources").path(id);
    if (written.isMissingNode()) {
      throw new TemplateException("there is no parameter or resource " + id);
    }
    if (!isCreated(id)) {
      throw new TemplateException(
          "%s is not created: its condition %s does not hold"
              .formatted(id, written.path("Condition").asText()));
    }
    return written;
  }

  private ResourceType typeOf(String id) {
    return ResourceType.of(created(id).path("Type").asText());
  }

  private String name(String id) {
    if (!inProgress.add(id)) {
      throw new TemplateException("the names of %s depend on each other".formatted(inProgress));
    }
    try {
      String property = typeOf(id).nameProperty();
      return Optional.of(properties(created(id)).path(property))
          .filter(written -> !written.isMissingNode())
          .map(written -> resolver.resolve(written).asText())
          .orElseGet(() -> name + "-" + id + "-1A2B3C4D5E6F");
    } finally {
      inProgress.remove(id);
    }
  }

  private static JsonNode properties(JsonNode written) {
    JsonNode properties = written.path("Properties");
    return properties.isObject() ? properties : JsonNodeFactory.instance.objectNode();
  }
}
