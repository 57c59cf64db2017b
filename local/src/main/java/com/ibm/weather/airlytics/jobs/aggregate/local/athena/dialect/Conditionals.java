package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.at;
import static java.util.stream.Collectors.joining;

import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.Node;
import java.util.List;

/** Expressions that choose between values, which are widened to one type. */
final class Conditionals {

  private Conditionals() {}

  /** A searched CASE; a result more than there are conditions is the one for ELSE. */
  static TypedSql cases(Node node, List<String> conditions, List<TypedSql> results) {
    TrinoType type = common(results, node);
    StringBuilder sql = new StringBuilder("CASE");
    for (int index = 0; index < conditions.size(); index++) {
      sql.append(" WHEN ")
          .append(conditions.get(index))
          .append(" THEN ")
          .append(Casts.coerce(results.get(index), type));
    }
    results.stream()
        .skip(conditions.size())
        .forEach(result -> sql.append(" ELSE ").append(Casts.coerce(result, type)));
    return new TypedSql(sql.append(" END").toString(), type);
  }

  /** The type that all the values are widened to. */
  static TrinoType common(List<TypedSql> values, Node node) {
    TrinoType result = TrinoType.UNKNOWN;
    for (TypedSql value : values) {
      TrinoType soFar = result;
      result =
          soFar
              .commonWith(value.type())
              .orElseThrow(
                  () ->
                      at(
                          node,
                          "TYPE_MISMATCH",
                          "All results must be of the same type: %s and %s"
                              .formatted(soFar, value.type())));
    }
    return result;
  }

  static TypedSql coalesce(Node node, List<TypedSql> values) {
    TrinoType type = common(values, node);
    return new TypedSql(
        values.stream()
            .map(value -> Casts.coerce(value, type))
            .collect(joining(", ", "coalesce(", ")")),
        type);
  }

  static TypedSql nullIf(Node node, TypedSql first, TypedSql second) {
    TypedSql equal = Operators.comparison(ComparisonExpression.Operator.EQUAL, first, second, node);
    return new TypedSql(
        "CASE WHEN %s THEN NULL ELSE %s END".formatted(equal.sql(), first.sql()), first.type());
  }
}
