package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.at;
import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.notSupported;

import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DoubleLiteral;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NullLiteral;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.TimestampLiteral;
import java.math.BigDecimal;

/** Literals and their types. */
final class Literals {

  static final TypedSql NULL = new TypedSql("NULL", TrinoType.UNKNOWN);

  private Literals() {}

  static TypedSql translate(Literal literal) {
    if (literal instanceof NullLiteral) {
      return NULL;
    }
    if (literal instanceof BooleanLiteral bool) {
      return new TypedSql(String.valueOf(bool.getValue()), TrinoType.BOOLEAN);
    }
    if (literal instanceof LongLiteral number) {
      long value = number.getParsedValue();
      return new TypedSql(
          Long.toString(value), value == (int) value ? TrinoType.INTEGER : TrinoType.BIGINT);
    }
    if (literal instanceof DoubleLiteral number) {
      return new TypedSql("CAST('%s' AS DOUBLE)".formatted(number.getValue()), TrinoType.DOUBLE);
    }
    if (literal instanceof DecimalLiteral number) {
      return decimal(number.getValue(), literal);
    }
    if (literal instanceof StringLiteral text) {
      return new TypedSql(
          quoted(text.getValue(), literal),
          TrinoType.varchar(text.getValue().codePointCount(0, text.getValue().length())));
    }
    if (literal instanceof TimestampLiteral text) {
      return typed(text.getValue(), TrinoType.TIMESTAMP, literal);
    }
    if (literal instanceof GenericLiteral generic) {
      return TrinoType.parse(generic.getType())
          .map(type -> typed(generic.getValue(), type, literal))
          .orElseThrow(() -> notSupported(literal, "Type " + generic.getType()));
    }
    throw notSupported(literal, literal.getClass().getSimpleName());
  }

  private static TypedSql typed(String text, TrinoType type, Node node) {
    return Casts.cast(new TypedSql(quoted(text, node), TrinoType.VARCHAR), type, false, node);
  }

  private static TypedSql decimal(String digits, Node node) {
    BigDecimal value = new BigDecimal(digits);
    TrinoType type =
        TrinoType.decimal(Math.max(1, Math.max(value.precision(), value.scale())), value.scale());
    if (type.precision() > TrinoType.MAX_PRECISION) {
      throw at(node, "INVALID_LITERAL", "Decimal literal has more than 38 digits: " + digits);
    }
    return new TypedSql("CAST('%s' AS %s)".formatted(digits, type.duckdb()), type);
  }

  private static String quoted(String text, Node node) {
    if (text.indexOf('\0') >= 0) {
      throw notSupported(node, "A NUL character");
    }
    return Identifiers.literal(text);
  }
}
