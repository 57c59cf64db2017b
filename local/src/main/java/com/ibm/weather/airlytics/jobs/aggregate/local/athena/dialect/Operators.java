package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.at;
import static io.trino.sql.tree.ComparisonExpression.Operator.EQUAL;
import static io.trino.sql.tree.ComparisonExpression.Operator.GREATER_THAN_OR_EQUAL;
import static io.trino.sql.tree.ComparisonExpression.Operator.LESS_THAN_OR_EQUAL;
import static java.util.stream.Collectors.joining;

import io.trino.sql.tree.ArithmeticBinaryExpression.Operator;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import java.util.List;
import java.util.Optional;

/** Trino's arithmetic and comparison: its result types, its errors, its NaN. */
final class Operators {

  private Operators() {}

  static TypedSql arithmetic(
      Operator operator, TypedSql left, TypedSql right, Node node, Node divisor) {
    TrinoType common =
        left.type()
            .commonWith(right.type())
            .filter(type -> type.isNumber() || type.is(TrinoType.Kind.UNKNOWN))
            .orElseThrow(() -> mismatch(node, operator.getValue(), left, right));
    if (common.is(TrinoType.Kind.DECIMAL)) {
      return decimal(operator, decimalOf(left), decimalOf(right), node, divisor);
    }
    String first = Casts.coerce(left, common);
    String second = Casts.coerce(right, common);
    String sql =
        switch (operator) {
          case ADD, SUBTRACT, MULTIPLY -> infix(first, operator.getValue(), second);
          case DIVIDE ->
              common.isFloating()
                  ? infix(first, "/", second)
                  : guarded(infix(first, "//", second), second, common, divisor);
          case MODULUS ->
              common.isFloating()
                  ? infix(first, "%", second)
                  : guarded(infix(first, "%", second), second, common, divisor);
        };
    return new TypedSql(sql, common);
  }

  private static TypedSql decimalOf(TypedSql value) {
    TrinoType type =
        value.type().is(TrinoType.Kind.UNKNOWN)
            ? TrinoType.decimal(1, 0)
            : value.type().asDecimal();
    return new TypedSql(Casts.coerce(value, type), type);
  }

  private static TypedSql decimal(
      Operator operator, TypedSql left, TypedSql right, Node node, Node divisor) {
    TrinoType a = left.type();
    TrinoType b = right.type();
    int scale = Math.max(a.scale(), b.scale());
    int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
    TrinoType result =
        switch (operator) {
          case ADD, SUBTRACT -> bounded(whole + scale + 1, scale);
          case MULTIPLY -> bounded(a.precision() + b.precision(), a.scale() + b.scale());
          case DIVIDE ->
              bounded(a.precision() + b.scale() + Math.max(b.scale() - a.scale(), 0), scale);
          case MODULUS ->
              bounded(
                  Math.min(b.precision() - b.scale(), a.precision() - a.scale()) + scale, scale);
        };
    if (result.scale() > TrinoType.MAX_PRECISION) {
      throw at(
          node,
          "INVALID_FUNCTION_ARGUMENT",
          "DECIMAL scale must be in range [0, precision (38)]: " + result.scale());
    }
    String plain = infix(left.sql(), operator.getValue(), right.sql());
    String sql =
        switch (operator) {
          case ADD, SUBTRACT, MULTIPLY -> plain;
          case DIVIDE -> exact("trino_decimal_divide", left, right, scale);
          case MODULUS ->
              whole + scale > TrinoType.MAX_PRECISION
                  ? exact("trino_decimal_modulo", left, right, scale)
                  : guarded(plain, right.sql(), result, divisor);
        };
    return new TypedSql("CAST(%s AS %s)".formatted(sql, result.duckdb()), result);
  }

  private static TrinoType bounded(int precision, int scale) {
    return TrinoType.decimal(Math.min(TrinoType.MAX_PRECISION, Math.max(1, precision)), scale);
  }

  /** DuckDB divides decimals as doubles; this divides their digits. */
  static String exact(String function, TypedSql left, TypedSql right, int scale) {
    return "%s(CAST(%s AS VARCHAR), CAST(%s AS VARCHAR), %d)"
        .formatted(function, left.sql(), right.sql(), scale);
  }

  /** DuckDB gives NULL for a division by zero, where Trino fails the query. */
  private static String guarded(String sql, String divisor, TrinoType type, Node node) {
    if (node instanceof LongLiteral literal && literal.getParsedValue() != 0) {
      return sql;
    }
    return "CASE WHEN %s = 0 THEN %s ELSE %s END"
        .formatted(divisor, Casts.failure("DIVISION_BY_ZERO: Division by zero", type), sql);
  }

  static TypedSql signed(ArithmeticUnaryExpression node, TypedSql value) {
    if (!value.type().isNumber()) {
      throw at(node, "TYPE_MISMATCH", "Cannot negate " + value.type());
    }
    return node.getSign() == ArithmeticUnaryExpression.Sign.PLUS
        ? value
        : new TypedSql("(- " + value.sql() + ")", value.type());
  }

  static TypedSql comparison(
      ComparisonExpression.Operator operator, TypedSql left, TypedSql right, Node node) {
    TrinoType common =
        left.type()
            .commonWith(right.type())
            .orElseThrow(() -> mismatch(node, operator.getValue(), left, right));
    String first = Casts.coerce(left, common);
    String second = Casts.coerce(right, common);
    String plain = infix(first, operator.getValue(), second);
    boolean notANumberMatters =
        common.isFloating() && operator != ComparisonExpression.Operator.IS_DISTINCT_FROM;
    return new TypedSql(
        notANumberMatters ? withoutNaN(operator, first, second, plain) : plain, TrinoType.BOOLEAN);
  }

  static String between(TypedSql value, TypedSql min, TypedSql max, Node node) {
    TrinoType common = Conditionals.common(List.of(value, min, max), node);
    if (common.isFloating()) {
      return "(%s AND %s)"
          .formatted(
              comparison(GREATER_THAN_OR_EQUAL, value, min, node).sql(),
              comparison(LESS_THAN_OR_EQUAL, value, max, node).sql());
    }
    return "(%s BETWEEN %s AND %s)"
        .formatted(
            Casts.coerce(value, common), Casts.coerce(min, common), Casts.coerce(max, common));
  }

  static String in(TypedSql value, List<TypedSql> items, Node node) {
    TrinoType common = value.type();
    for (TypedSql item : items) {
      common = common.commonWith(item.type()).orElseThrow(() -> mismatch(node, "IN", value, item));
    }
    TrinoType type = common;
    if (type.isFloating()) {
      return items.stream()
          .map(item -> comparison(EQUAL, value, item, node).sql())
          .collect(joining(" OR ", "(", ")"));
    }
    return items.stream()
        .map(item -> Casts.coerce(item, type))
        .collect(joining(", ", "(" + Casts.coerce(value, type) + " IN (", "))"));
  }

  /**
   * DuckDB takes NaN for the greatest number; in Trino no comparison with it holds, but {@code <>}.
   */
  private static String withoutNaN(
      ComparisonExpression.Operator operator, String first, String second, String plain) {
    boolean unequal = operator == ComparisonExpression.Operator.NOT_EQUAL;
    return "CASE WHEN isnan(%s) AND %s IS NOT NULL OR isnan(%s) AND %s IS NOT NULL THEN %s ELSE %s END"
        .formatted(first, second, second, first, unequal, plain);
  }

  static String like(Node node, TypedSql value, TypedSql pattern, Optional<TypedSql> escape) {
    return "(%s LIKE %s%s)"
        .formatted(
            text(node, value),
            text(node, pattern),
            escape.map(character -> " ESCAPE " + text(node, character)).orElse(""));
  }

  private static String text(Node node, TypedSql value) {
    if (value.type().commonWith(TrinoType.VARCHAR).isEmpty()) {
      throw at(node, "TYPE_MISMATCH", "Expected varchar, but it is " + value.type());
    }
    return Casts.coerce(value, TrinoType.VARCHAR);
  }

  private static String infix(String left, String operator, String right) {
    return "(%s %s %s)".formatted(left, operator, right);
  }

  static SqlRefusedException mismatch(Node node, String operator, TypedSql left, TypedSql right) {
    return at(
        node,
        "TYPE_MISMATCH",
        "Cannot apply operator: %s %s %s".formatted(left.type(), operator, right.type()));
  }
}
