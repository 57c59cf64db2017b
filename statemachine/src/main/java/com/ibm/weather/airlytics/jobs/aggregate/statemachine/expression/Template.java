package com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value in which any text may be an expression. Immutable. */
public sealed interface Template {

  /**
   * The value with every expression replaced by its own value.
   *
   * @throws EvaluationException when an expression fails or has no value
   */
  JsonNode evaluate(Bindings bindings) throws EvaluationException;

  /** The expression, when the template is nothing but one. */
  default Optional<Expression> asExpression() {
    return Optional.empty();
  }

  /** A value without expressions. */
  record Literal(JsonNode value) implements Template {
    @Override
    public JsonNode evaluate(Bindings bindings) {
      return value;
    }
  }

  /** A value that an expression computes. */
  record Computed(Expression expression) implements Template {
    @Override
    public JsonNode evaluate(Bindings bindings) throws EvaluationException {
      return expression.evaluate(bindings);
    }

    @Override
    public Optional<Expression> asExpression() {
      return Optional.of(expression);
    }
  }

  /** An object; its keys are literal. */
  record Fields(Map<String, Template> fields) implements Template {
    @Override
    public JsonNode evaluate(Bindings bindings) throws EvaluationException {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, Template> field : fields.entrySet()) {
        object.set(field.getKey(), field.getValue().evaluate(bindings));
      }
      return object;
    }
  }

  /** An array. */
  record Elements(List<Template> elements) implements Template {
    @Override
    public JsonNode evaluate(Bindings bindings) throws EvaluationException {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (Template element : elements) {
        array.add(element.evaluate(bindings));
      }
      return array;
    }
  }
}
