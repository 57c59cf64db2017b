package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.at;
import static java.util.stream.Collectors.joining;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.StringLiteral;
import java.util.List;

/**
 * What a function is called with.
 *
 * @param function the name in lower case
 * @param node the call
 * @param values the translated arguments
 * @param expressions the arguments as written; empty for calls with a syntax of their own
 */
record Arguments(String function, Node node, List<TypedSql> values, List<Expression> expressions) {

  int size() {
    return values.size();
  }

  Arguments between(int least, int most) {
    if (size() < least || size() > most) {
      throw unexpected();
    }
    return this;
  }

  TypedSql value(int index) {
    return values.get(index);
  }

  TrinoType type(int index) {
    return value(index).type();
  }

  /** The argument widened to that type; refuses an argument of another. */
  String as(TrinoType type, int index) {
    if (type(index).commonWith(type).filter(common -> common.kind() == type.kind()).isEmpty()) {
      throw unexpected();
    }
    return Casts.coerce(value(index), type);
  }

  String text(int index) {
    return as(TrinoType.VARCHAR, index);
  }

  TypedSql number(int index) {
    if (!type(index).isNumber()) {
      throw unexpected();
    }
    return value(index);
  }

  /** The argument, which Trino, too, or this translation needs to know before the query runs. */
  String literalText(int index) {
    if (index < expressions.size() && expressions.get(index) instanceof StringLiteral literal) {
      return literal.getValue();
    }
    throw SqlRefusedException.notSupported(
        node, "Function %s with an argument %d that is no literal".formatted(function, index + 1));
  }

  SqlRefusedException unexpected() {
    return at(
        node,
        "FUNCTION_NOT_FOUND",
        "Unexpected parameters (%s) for function %s"
            .formatted(
                values.stream().map(value -> value.type().toString()).collect(joining(", ")),
                function));
  }

  SqlRefusedException invalid(String message) {
    return at(node, "INVALID_FUNCTION_ARGUMENT", message);
  }
}
