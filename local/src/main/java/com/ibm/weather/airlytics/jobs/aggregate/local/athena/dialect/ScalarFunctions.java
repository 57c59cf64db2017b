package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.notSupported;
import static java.util.stream.Collectors.joining;

import io.trino.sql.tree.ArithmeticBinaryExpression.Operator;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The scalar functions that are known; any other name is refused. */
final class ScalarFunctions {

  private static final Map<String, Function<Arguments, TypedSql>> RULES = new HashMap<>();

  static {
    RULES.putAll(TextFunctions.RULES);
    RULES.putAll(NumberFunctions.RULES);
    RULES.putAll(DateFunctions.RULES);
    RULES.put("greatest", call -> extreme("greatest", call));
    RULES.put("least", call -> extreme("least", call));
    RULES.put("mod", ScalarFunctions::modulo);
    RULES.put("typeof", ScalarFunctions::typeOf);
  }

  private ScalarFunctions() {}

  static TypedSql apply(
      String name, Node node, List<TypedSql> values, List<Expression> expressions) {
    Function<Arguments, TypedSql> rule = RULES.get(name);
    if (rule == null) {
      throw notSupported(node, "Function " + name);
    }
    return rule.apply(new Arguments(name, node, values, expressions));
  }

  /** One NULL makes the result NULL; DuckDB passes over it. */
  private static TypedSql extreme(String duckdb, Arguments call) {
    call.between(1, Integer.MAX_VALUE);
    TrinoType type = Conditionals.common(call.values(), call.node());
    List<String> values = call.values().stream().map(value -> Casts.coerce(value, type)).toList();
    String anyNull = values.stream().map(value -> value + " IS NULL").collect(joining(" OR "));
    return new TypedSql(
        "CASE WHEN %s THEN NULL ELSE %s(%s) END"
            .formatted(anyNull, duckdb, String.join(", ", values)),
        type);
  }

  private static TypedSql modulo(Arguments call) {
    call.between(2, 2);
    return Operators.arithmetic(
        Operator.MODULUS, call.value(0), call.value(1), call.node(), call.expressions().get(1));
  }

  private static TypedSql typeOf(Arguments call) {
    String type = call.between(1, 1).type(0).toString();
    return new TypedSql(Identifiers.literal(type), TrinoType.VARCHAR);
  }
}
