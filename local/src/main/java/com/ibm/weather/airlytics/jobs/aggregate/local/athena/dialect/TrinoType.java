package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of an expression, in Trino's terms.
 *
 * @param kind the type without its parameters
 * @param precision the digits of a decimal, the longest text of a varchar, else 0
 * @param scale the digits after the point of a decimal, else 0
 */
record TrinoType(Kind kind, int precision, int scale) {

  /** In the order in which Trino widens: a numeric kind is coerced only to a later one. */
  enum Kind {
    UNKNOWN("\"NULL\""),
    BOOLEAN("BOOLEAN"),
    TINYINT("TINYINT"),
    SMALLINT("SMALLINT"),
    INTEGER("INTEGER"),
    BIGINT("BIGINT"),
    DECIMAL("DECIMAL"),
    REAL("FLOAT"),
    DOUBLE("DOUBLE"),
    VARCHAR("VARCHAR"),
    DATE("DATE"),
    TIMESTAMP("TIMESTAMP"),
    TIMESTAMP_WITH_TIME_ZONE("TIMESTAMP"),
    VARBINARY("BLOB");

    private final String duckdb;

    Kind(String duckdb) {
      this.duckdb = duckdb;
    }

    private boolean within(Kind first, Kind last) {
      return compareTo(first) >= 0 && compareTo(last) <= 0;
    }
  }

  static final int MAX_PRECISION = 38;

  private static final int UNBOUNDED = Integer.MAX_VALUE;
  private static final Pattern SPELLING =
      Pattern.compile("([a-z ]+?)\\s*(?:\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?\\))?");

  static final TrinoType UNKNOWN = of(Kind.UNKNOWN);
  static final TrinoType BOOLEAN = of(Kind.BOOLEAN);
  static final TrinoType INTEGER = of(Kind.INTEGER);
  static final TrinoType BIGINT = of(Kind.BIGINT);
  static final TrinoType REAL = of(Kind.REAL);
  static final TrinoType DOUBLE = of(Kind.DOUBLE);
  static final TrinoType DATE = of(Kind.DATE);
  static final TrinoType TIMESTAMP = of(Kind.TIMESTAMP);
  static final TrinoType TIMESTAMP_WITH_TIME_ZONE = of(Kind.TIMESTAMP_WITH_TIME_ZONE);
  static final TrinoType VARBINARY = of(Kind.VARBINARY);
  static final TrinoType VARCHAR = varchar(UNBOUNDED);

  static TrinoType of(Kind kind) {
    return new TrinoType(kind, 0, 0);
  }

  static TrinoType varchar(int length) {
    return new TrinoType(Kind.VARCHAR, length, 0);
  }

  static TrinoType decimal(int precision, int scale) {
    return new TrinoType(Kind.DECIMAL, precision, scale);
  }

  /** The type that Hive or Trino spells so, or empty when it is not one of the supported types. */
  static Optional<TrinoType> parse(String spelling) {
    Matcher matcher = SPELLING.matcher(spelling.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String name = matcher.group(1);
    int first = matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2));
    int second = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    return switch (name) {
      case "decimal" -> decimalOf(first < 0 ? MAX_PRECISION : first, second);
      case "varchar" -> Optional.of(first < 0 ? VARCHAR : varchar(first));
      case "timestamp" -> first < 0 || first == 3 ? Optional.of(TIMESTAMP) : Optional.empty();
      default -> first < 0 ? plain(name) : Optional.empty();
    };
  }

  private static Optional<TrinoType> decimalOf(int precision, int scale) {
    return precision >= 1 && precision <= MAX_PRECISION && scale <= precision
        ? Optional.of(decimal(precision, scale))
        : Optional.empty();
  }

  private static Optional<TrinoType> plain(String name) {
    return switch (name) {
      case "boolean" -> Optional.of(BOOLEAN);
      case "tinyint" -> Optional.of(of(Kind.TINYINT));
      case "smallint" -> Optional.of(of(Kind.SMALLINT));
      case "int", "integer" -> Optional.of(INTEGER);
      case "bigint" -> Optional.of(BIGINT);
      case "float", "real" -> Optional.of(REAL);
      case "double" -> Optional.of(DOUBLE);
      case "string" -> Optional.of(VARCHAR);
      case "date" -> Optional.of(DATE);
      case "binary", "varbinary" -> Optional.of(VARBINARY);
      default -> Optional.empty();
    };
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isText() {
    return kind == Kind.VARCHAR;
  }

  boolean isInteger() {
    return kind.within(Kind.TINYINT, Kind.BIGINT);
  }

  boolean isFloating() {
    return kind == Kind.REAL || kind == Kind.DOUBLE;
  }

  boolean isNumber() {
    return kind.within(Kind.TINYINT, Kind.DOUBLE);
  }

  boolean isBounded() {
    return isText() && precision != UNBOUNDED;
  }

  /** The decimal that holds every value of this integer or decimal type. */
  TrinoType asDecimal() {
    return switch (kind) {
      case TINYINT -> decimal(3, 0);
      case SMALLINT -> decimal(5, 0);
      case INTEGER -> decimal(10, 0);
      case BIGINT -> decimal(19, 0);
      case DECIMAL -> this;
      case UNKNOWN,
          BOOLEAN,
          REAL,
          DOUBLE,
          VARCHAR,
          DATE,
          TIMESTAMP,
          TIMESTAMP_WITH_TIME_ZONE,
          VARBINARY ->
          throw new IllegalStateException(this + " has no exact decimal");
    };
  }

  /** The narrowest type that both are coerced to without a cast, if there is one. */
  Optional<TrinoType> commonWith(TrinoType other) {
    if (kind == Kind.UNKNOWN || equals(other)) {
      return Optional.of(other);
    }
    if (other.kind == Kind.UNKNOWN) {
      return Optional.of(this);
    }
    if (isText() && other.isText()) {
      return Optional.of(varchar(Math.max(precision, other.precision)));
    }
    Kind wider = kind.compareTo(other.kind) >= 0 ? kind : other.kind;
    if (isNumber() && other.isNumber()) {
      return Optional.of(wider == Kind.DECIMAL ? commonDecimal(other.asDecimal()) : of(wider));
    }
    boolean dates =
        kind.within(Kind.DATE, Kind.TIMESTAMP_WITH_TIME_ZONE)
            && other.kind.within(Kind.DATE, Kind.TIMESTAMP_WITH_TIME_ZONE);
    return dates ? Optional.of(of(wider)) : Optional.empty();
  }

  private TrinoType commonDecimal(TrinoType other) {
    TrinoType own = asDecimal();
    int commonScale = Math.max(own.scale, other.scale);
    int whole = Math.max(own.precision - own.scale, other.precision - other.scale);
    return decimal(Math.min(MAX_PRECISION, whole + commonScale), commonScale);
  }

  String duckdb() {
    return is(Kind.DECIMAL) ? "DECIMAL(%d, %d)".formatted(precision, scale) : kind.duckdb;
  }

  /** Hive's spelling, as the catalog keeps it; {@code unknown} for a NULL that was never cast. */
  String hive() {
    return switch (kind) {
      case INTEGER -> "int";
      case REAL -> "float";
      case VARCHAR -> isBounded() ? toString() : "string";
      case VARBINARY -> "binary";
      case TIMESTAMP_WITH_TIME_ZONE -> "timestamp with time zone";
      case UNKNOWN, BOOLEAN, TINYINT, SMALLINT, BIGINT, DECIMAL, DOUBLE, DATE, TIMESTAMP ->
          toString().replace(", ", ",");
    };
  }

  /** Trino's spelling in lower case, as its messages have it. */
  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (is(Kind.DECIMAL)) {
      return "decimal(%d,%d)".formatted(precision, scale);
    }
    return isBounded() ? "varchar(%d)".formatted(precision) : name;
  }
}
