package com.ibm.weather.airlytics.jobs.aggregate.infra.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a template's YAML into a plain tree, in which the short tags are written out: {@code !Sub
 * text} becomes {@code {"Fn::Sub": "text"}}. Dates stay text, as CloudFormation takes them.
 */
final class TemplateYaml {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private TemplateYaml() {}

  /**
   * Reads a template.
   *
   * @throws TemplateException when it is not a mapping or a key is there twice
   */
  static ObjectNode read(String text) {
    Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
    if (tree(root) instanceof ObjectNode template) {
      return template;
    }
    throw new TemplateException("the template is not a mapping");
  }

  private static JsonNode tree(Node node) {
    String tag = node.getTag().getValue();
    return tag.startsWith("!") ? intrinsic(tag.substring(1), node) : plain(node);
  }

  /**
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
   */
  private static JsonNode intrinsic(String name, Node node) {
    boolean withoutPrefix = name.equals("Ref") || name.equals("Condition");
    JsonNode argument = plain(node);
    if (name.equals("GetAtt") && argument.isTextual()) {
      String[] parts = argument.asText().split("\\.", 2);
      argument = NODES.arrayNode().add(parts[0]).add(parts.length == 2 ? parts[1] : "");
    }
    return NODES.objectNode().set(withoutPrefix ? name : "Fn::" + name, argument);
  }

  private static JsonNode plain(Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping(mapping);
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = NODES.arrayNode();
      sequence.getValue().forEach(element -> array.add(tree(element)));
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private static ObjectNode mapping(MappingNode mapping) {
    ObjectNode object = NODES.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = ((ScalarNode) tuple.getKeyNode()).getValue();
      if (object.has(key)) {
        throw new TemplateException(
            "line %d: the key %s is there twice"
                .formatted(tuple.getKeyNode().getStartMark().getLine() + 1, key));
      }
      object.set(key, tree(tuple.getValueNode()));
    }
    return object;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String value = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.INT) && value.matches("-?\\d+")) {
      return NODES.numberNode(Long.parseLong(value));
    }
    if (tag.equals(Tag.BOOL)) {
      return NODES.booleanNode(value.equalsIgnoreCase("true"));
    }
    return NODES.textNode(value);
  }
}
