package com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries values between Jackson and the JSONata engine without changing a number's digits. */
final class Values {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Values() {}

  /** The engine's {@code NULL_VALUE} stands for JSON null: a Java null means "nothing" to it. */
  static Object toJsonata(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        node.properties().forEach(entry -> object.put(entry.getKey(), toJsonata(entry.getValue())));
        yield object;
      }
      case ARRAY -> {
        List<Object> array = new ArrayList<>(node.size());
        node.forEach(element -> array.add(toJsonata(element)));
        yield array;
      }
      case STRING -> node.textValue();
      case NUMBER -> node.numberValue();
      case BOOLEAN -> node.booleanValue();
      case NULL -> Jsonata.NULL_VALUE;
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("not a JSON value: " + node.getNodeType());
    };
  }

  /**
   * The value as a node.
   *
   * @throws EvaluationException when the value is, or contains, something JSON has no form for
   */
  static JsonNode toNode(Object value) throws EvaluationException {
    if (value == Jsonata.NULL_VALUE || value == null) {
      return NODES.nullNode();
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        object.set((String) entry.getKey(), toNode(entry.getValue()));
      }
      return object;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode(list.size());
      for (Object element : list) {
        array.add(toNode(element));
      }
      return array;
    }
    if (value instanceof String text) {
      return NODES.textNode(text);
    }
    if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    throw new EvaluationException("its value is a function or a pattern, which JSON cannot hold");
  }

  private static JsonNode number(Number number) throws EvaluationException {
    if (number instanceof BigDecimal decimal) {
      return NODES.numberNode(decimal);
    }
    if (number instanceof BigInteger integer) {
      return NODES.numberNode(integer);
    }
    if (!(number instanceof Double) && !(number instanceof Float)) {
      return integer(number.longValue());
    }
    double value = number.doubleValue();
    if (!Double.isFinite(value)) {
      throw new EvaluationException("its value is " + value + ", which JSON cannot hold");
    }
    return NODES.numberNode(value);
  }

  private static JsonNode integer(long value) {
    return (int) value == value ? NODES.numberNode((int) value) : NODES.numberNode(value);
  }
}
