package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.FunctionRegistry.BIGINT;
import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.FunctionRegistry.TEXT;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBWritableVector;

/**
 * Casts from text, {@code trino_<type>}, which fail, and {@code trino_try_<type>}, which do not.
 */
final class CastFunctions {

  private final FunctionRegistry registry;
  private final boolean safe;

  private CastFunctions(FunctionRegistry registry, boolean safe) {
    this.registry = registry;
    this.safe = safe;
  }

  private interface LongWriter {
    void write(DuckDBWritableVector result, long row, long value);
  }

  private interface Writer<T> {
    void write(DuckDBWritableVector result, long row, T value);
  }

  static void register(FunctionRegistry registry) throws SQLException {
    for (boolean safe : new boolean[] {false, true}) {
      CastFunctions casts = new CastFunctions(registry, safe);
      casts.integers();
      casts.others();
      casts.decimal();
    }
  }

  private String name(String type) {
    return (safe ? "trino_try_" : "trino_") + type;
  }

  private void failed(String text, String type, long row, DuckDBWritableVector result) {
    if (!safe) {
      throw TrinoFunctionException.cannotCast(text, type);
    }
    result.setNull(row);
  }

  private void integers() throws SQLException {
    integer(
        "tinyint",
        DuckDBColumnType.TINYINT,
        Byte.MIN_VALUE,
        Byte.MAX_VALUE,
        (result, row, value) -> result.setByte(row, (byte) value));
    integer(
        "smallint",
        DuckDBColumnType.SMALLINT,
        Short.MIN_VALUE,
        Short.MAX_VALUE,
        (result, row, value) -> result.setShort(row, (short) value));
    integer(
        "integer",
        DuckDBColumnType.INTEGER,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        (result, row, value) -> result.setInt(row, (int) value));
    integer("bigint", BIGINT, Long.MIN_VALUE, Long.MAX_VALUE, DuckDBWritableVector::setLong);
  }

  private void integer(
      String type, DuckDBColumnType resultType, long least, long most, LongWriter writer)
      throws SQLException {
    registry.values(
        name(type),
        resultType,
        (inputs, result) ->
            row -> {
              String text = inputs.text(0, row);
              OptionalLong value = TextCasts.toLong(text, least, most);
              if (value.isPresent()) {
                writer.write(result, row, value.getAsLong());
              } else {
                failed(text, type, row, result);
              }
            },
        TEXT);
  }

  private void others() throws SQLException {
    other("real", DuckDBColumnType.FLOAT, TextCasts::toReal, DuckDBWritableVector::setFloat);
    other("double", DuckDBColumnType.DOUBLE, TextCasts::toDouble, DuckDBWritableVector::setDouble);
    other(
        "boolean",
        DuckDBColumnType.BOOLEAN,
        TextCasts::toBoolean,
        DuckDBWritableVector::setBoolean);
    this.<LocalDate>other(
        "date", DuckDBColumnType.DATE, TextCasts::toDate, DuckDBWritableVector::setDate);
    this.<LocalDateTime>other(
        "timestamp",
        DuckDBColumnType.TIMESTAMP,
        TextCasts::toTimestamp,
        DuckDBWritableVector::setTimestamp);
  }

  private <T> void other(
      String type,
      DuckDBColumnType resultType,
      Function<String, Optional<T>> parser,
      Writer<T> writer)
      throws SQLException {
    registry.values(
        name(type),
        resultType,
        (inputs, result) ->
            row -> {
              String text = inputs.text(0, row);
              parser
                  .apply(text)
                  .ifPresentOrElse(
                      value -> writer.write(result, row, value),
                      () -> failed(text, type, row, result));
            },
        TEXT);
  }

  /** The digits as text, since a function of DuckDB has one precision and scale for its result. */
  private void decimal() throws SQLException {
    registry.texts(
        name("decimal"),
        inputs ->
            row -> {
              String text = inputs.text(0, row);
              int precision = (int) inputs.number(1, row);
              int scale = (int) inputs.number(2, row);
              Optional<String> digits = TextCasts.toDecimal(text, precision, scale);
              if (digits.isEmpty() && !safe) {
                throw TrinoFunctionException.cannotCast(
                    text, "decimal(%d,%d)".formatted(precision, scale));
              }
              return digits;
            },
        TEXT,
        BIGINT,
        BIGINT);
  }
}
