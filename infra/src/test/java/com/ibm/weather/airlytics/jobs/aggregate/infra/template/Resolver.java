package com.ibm.weather.airlytics.jobs.aggregate.infra.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Computes the intrinsic functions of a template, as CloudFormation does when it creates a stack.
 */
final class Resolver {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What a resolver has to know of the stack. */
  interface Surroundings {

    /** What {@code Ref} gives for a parameter or a resource. */
    JsonNode reference(String name);

    /** What {@code Fn::GetAtt} gives. */
    String attribute(String resource, String attribute);

    boolean condition(String name);

    /** What another stack exports. */
    JsonNode imported(String export);
  }

  private final Surroundings surroundings;

  Resolver(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * The value of a part of the template.
   *
   * @throws TemplateException when it refers to what is not there or uses a function in a wrong way
   */
  JsonNode resolve(JsonNode part) {
    return value(part).orElseGet(NODES::nullNode);
  }

  /** Whether a condition function holds. */
  boolean holds(JsonNode function) {
    JsonNode arguments = function.elements().next();
    return switch (function.fieldNames().next()) {
      case "Condition" -> surroundings.condition(arguments.asText());
      case "Fn::Equals" -> resolve(arguments.path(0)).equals(resolve(arguments.path(1)));
      case "Fn::Not" -> !holds(arguments.path(0));
      case "Fn::And" -> elements(arguments).stream().allMatch(this::holds);
      case "Fn::Or" -> elements(arguments).stream().anyMatch(this::holds);
      default -> throw new TemplateException("%s is not a condition".formatted(function));
    };
  }

  /** Empty for {@code AWS::NoValue}. */
  private Optional<JsonNode> value(JsonNode part) {
    if (part.isArray()) {
      ArrayNode array = NODES.arrayNode();
      part.forEach(element -> value(element).ifPresent(array::add));
      return Optional.of(array);
    }
    if (!part.isObject()) {
      return Optional.of(part);
    }
    if (part.size() == 1 && isFunction(part.fieldNames().next())) {
      return function(part.fieldNames().next(), part.elements().next());
    }
    ObjectNode object = NODES.objectNode();
    part.properties()
        .forEach(
            property ->
                value(property.getValue()).ifPresent(v -> object.set(property.getKey(), v)));
    return Optional.of(object);
  }

  private static boolean isFunction(String key) {
    return key.equals("Ref") || key.startsWith("Fn::");
  }

  private Optional<JsonNode> function(String name, JsonNode argument) {
    return switch (name) {
      case "Ref" ->
          argument.asText().equals(Pseudo.NO_VALUE)
              ? Optional.empty()
              : Optional.of(surroundings.reference(argument.asText()));
      case "Fn::If" ->
          value(argument.path(surroundings.condition(argument.path(0).asText()) ? 1 : 2));
      case "Fn::GetAtt" ->
          text(surroundings.attribute(argument.path(0).asText(), argument.path(1).asText()));
      case "Fn::Sub" -> text(substitute(argument));
      case "Fn::ImportValue" -> Optional.of(surroundings.imported(resolve(argument).asText()));
      case "Fn::Join" -> text(join(argument));
      case "Fn::Split" -> Optional.of(split(argument));
      case "Fn::Select" -> Optional.of(select(argument));
      default -> throw new TemplateException("the function %s is not known here".formatted(name));
    };
  }

  private static Optional<JsonNode> text(String text) {
    return Optional.of(TextNode.valueOf(text));
  }

  private String substitute(JsonNode argument) {
    String text = argument.isArray() ? argument.path(0).asText() : argument.asText();
    JsonNode own = argument.path(1);
    return References.PLACEHOLDER
        .matcher(text)
        .replaceAll(
            match -> {
              String name = match.group(1);
              String value =
                  own.has(name) ? resolve(own.path(name)).asText() : named(name.split("\\.", 2));
              return Matcher.quoteReplacement(value);
            })
        .replace("${!", "${");
  }

  private String named(String[] parts) {
    return parts.length == 2
        ? surroundings.attribute(parts[0], parts[1])
        : surroundings.reference(parts[0]).asText();
  }

  private String join(JsonNode argument) {
    return elements(resolve(argument.path(1))).stream()
        .map(JsonNode::asText)
        .collect(Collectors.joining(argument.path(0).asText()));
  }

  private ArrayNode split(JsonNode argument) {
    ArrayNode parts = NODES.arrayNode();
    String text = resolve(argument.path(1)).asText();
    String delimiter = argument.path(0).asText();
    int start = 0;
    for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
      parts.add(text.substring(start, end));
      start = end + delimiter.length();
    }
    return parts.add(text.substring(start));
  }

  private JsonNode select(JsonNode argument) {
    JsonNode elements = resolve(argument.path(1));
    int index = argument.path(0).asInt(-1);
    if (!elements.has(index)) {
      throw new TemplateException("Fn::Select %s of %s".formatted(argument.path(0), elements));
    }
    return elements.path(index);
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
