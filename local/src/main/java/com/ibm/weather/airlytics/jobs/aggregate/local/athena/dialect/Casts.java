package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.TrinoType.Kind;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.Node;
import java.util.Locale;
import java.util.regex.Pattern;

/** Trino's casts, and the coercions that it makes by itself. */
final class Casts {

  private static final Pattern COLUMN = Pattern.compile("\"[^\"]+\"\\.\"[^\"]+\"");

  private Casts() {}

  /** The value as a type that Trino widens it to by itself; only a decimal too wide can fail. */
  static String coerce(TypedSql value, TrinoType target) {
    boolean same = value.type().equals(target) || (value.type().isText() && target.isText());
    boolean sameInDuckdb = value.type().duckdb().equals(target.duckdb());
    return same || sameInDuckdb ? value.sql() : plain(value.sql(), target, false);
  }

  /** CAST or TRY_CAST to one of the known types. */
  static TypedSql cast(Cast node, TypedSql value) {
    TrinoType target =
        TrinoType.parse(node.getType().toString())
            .orElseThrow(
                () -> SqlRefusedException.notSupported(node.getType(), "Type " + node.getType()));
    return cast(value, target, node.isSafe(), node);
  }

  /** A cast; a {@code safe} one gives NULL where the other fails. */
  static TypedSql cast(TypedSql value, TrinoType target, boolean safe, Node node) {
    TrinoType source = value.type();
    String sql;
    if (source.is(Kind.UNKNOWN)) {
      sql = plain(value.sql(), target, false);
    } else if (source.is(Kind.VARBINARY) && target.equals(source)) {
      sql = value.sql();
    } else if (source.is(Kind.VARBINARY)) {
      throw impossible(source, target, node);
    } else if (source.isText()) {
      sql = fromText(value, target, safe, node);
    } else if (target.isText()) {
      sql = toText(value, target, safe);
    } else if (source.isNumber() || source.is(Kind.BOOLEAN)) {
      sql = fromNumber(value, target, safe, node);
    } else {
      sql = fromDate(value, target, node);
    }
    boolean sameInteger =
        source.isInteger()
            && target.is(Kind.DECIMAL)
            && target.precision() - target.scale() >= source.asDecimal().precision();
    return sameInteger ? new TypedSql(sql, target, value.sql()) : new TypedSql(sql, target);
  }

  private static String fromText(TypedSql value, TrinoType target, boolean safe, Node node) {
    String prefix = safe ? "trino_try_" : "trino_";
    return switch (target.kind()) {
      case VARCHAR ->
          target.isBounded() && target.precision() < value.type().precision()
              ? "left(%s, %d)".formatted(value.sql(), target.precision())
              : value.sql();
      case TINYINT, SMALLINT, INTEGER, BIGINT ->
          integer(value.sql(), target, prefix + target.kind().name().toLowerCase(Locale.ROOT));
      case BOOLEAN, REAL, DOUBLE, DATE, TIMESTAMP ->
          prefix + target.kind().name().toLowerCase(Locale.ROOT) + "(" + value.sql() + ")";
      case DECIMAL -> decimal(value.sql(), target, safe);
      case UNKNOWN, TIMESTAMP_WITH_TIME_ZONE, VARBINARY ->
          throw impossible(value.type(), target, node);
    };
  }

  /**
   * DuckDB's own cast, which is faster, where its value is written exactly so in the text; the list
   * gives a name to the text, so that it is computed once.
   */
  private static String integer(String text, TrinoType target, String function) {
    boolean column = COLUMN.matcher(text).matches();
    String name = column ? text : "digits";
    String fast = plain(name, target, true);
    String cast =
        "CASE WHEN CAST(%s AS VARCHAR) = %s THEN %s ELSE %s(%s) END"
            .formatted(fast, name, fast, function, name);
    return column ? cast : "list_transform([%s], lambda digits: %s)[1]".formatted(text, cast);
  }

  private static String decimal(String text, TrinoType target, boolean safe) {
    return plain(
        "trino_%sdecimal(%s, %d, %d)"
            .formatted(safe ? "try_" : "", text, target.precision(), target.scale()),
        target,
        false);
  }

  private static String fromNumber(TypedSql value, TrinoType target, boolean safe, Node node) {
    TrinoType source = value.type();
    return switch (target.kind()) {
      case BOOLEAN -> source.is(Kind.BOOLEAN) ? value.sql() : "(%s <> 0)".formatted(value.sql());
      case TINYINT, SMALLINT, INTEGER, BIGINT ->
          plain(source.isFloating() ? "round(" + value.sql() + ")" : value.sql(), target, safe);
      case DECIMAL ->
          source.isFloating()
              ? decimal(text(value), target, safe)
              : plain(value.sql(), target, safe);
      case REAL, DOUBLE -> {
        // the digits of a decimal, read as a double, are correctly rounded; its quotient is not
        boolean digits = source.is(Kind.DECIMAL);
        yield plain(
            digits ? plain(value.sql(), TrinoType.VARCHAR, false) : value.sql(), target, safe);
      }
      case UNKNOWN, VARCHAR, DATE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE, VARBINARY ->
          throw impossible(source, target, node);
    };
  }

  private static String fromDate(TypedSql value, TrinoType target, Node node) {
    return switch (target.kind()) {
      case DATE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> plain(value.sql(), target, false);
      case UNKNOWN,
          BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          DECIMAL,
          REAL,
          DOUBLE,
          VARCHAR,
          VARBINARY ->
          throw impossible(value.type(), target, node);
    };
  }

  private static String toText(TypedSql value, TrinoType target, boolean safe) {
    String text = text(value);
    if (!target.isBounded()) {
      return text;
    }
    String misfit =
        safe
            ? "NULL"
            : failure("INVALID_CAST_ARGUMENT: Value cannot be represented as " + target, target);
    return "CASE WHEN length(%s) > %d THEN %s ELSE %s END"
        .formatted(text, target.precision(), misfit, text);
  }

  private static String text(TypedSql value) {
    return switch (value.type().kind()) {
      case REAL -> "trino_real_text(" + value.sql() + ")";
      case DOUBLE -> "trino_double_text(" + value.sql() + ")";
      case TIMESTAMP -> "strftime(" + value.sql() + ", '%Y-%m-%d %H:%M:%S.%g')";
      case TIMESTAMP_WITH_TIME_ZONE -> "strftime(" + value.sql() + ", '%Y-%m-%d %H:%M:%S.%g UTC')";
      case DECIMAL -> decimalText(value);
      case VARBINARY -> throw new IllegalStateException("bytes have no text");
      case UNKNOWN, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, VARCHAR, DATE ->
          plain(value.sql(), TrinoType.VARCHAR, false);
    };
  }

  /** DuckDB leaves out the zero before the point where the type has no digit for it. */
  private static String decimalText(TypedSql value) {
    String text = plain(value.sql(), TrinoType.VARCHAR, false);
    return value.type().precision() > value.type().scale()
        ? text
        : "regexp_replace(%s, '^(-?)[.]', '\\10.')".formatted(text);
  }

  /** An expression of that type that fails the query, when and only when it is evaluated. */
  static String failure(String message, TrinoType type) {
    return plain("trino_fail(" + Identifiers.literal(message) + ")", type, false);
  }

  private static String plain(String sql, TrinoType target, boolean safe) {
    return "%s(%s AS %s)".formatted(safe ? "TRY_CAST" : "CAST", sql, target.duckdb());
  }

  private static SqlRefusedException impossible(TrinoType source, TrinoType target, Node node) {
    return SqlRefusedException.at(
        node, "TYPE_MISMATCH", "Cannot cast %s to %s".formatted(source, target));
  }
}
