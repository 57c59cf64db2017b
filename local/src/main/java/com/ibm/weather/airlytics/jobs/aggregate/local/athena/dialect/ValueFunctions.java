package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.FunctionRegistry.BIGINT;
import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.FunctionRegistry.TEXT;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.duckdb.DuckDBColumnType;

/** The functions that are not casts, under the names that the translation gives them. */
final class ValueFunctions {

  private final FunctionRegistry registry;

  private ValueFunctions(FunctionRegistry registry) {
    this.registry = registry;
  }

  static void register(FunctionRegistry registry) throws SQLException {
    ValueFunctions functions = new ValueFunctions(registry);
    functions.json();
    functions.regularExpressions();
    functions.parts();
    functions.pad("trino_lpad", true);
    functions.pad("trino_rpad", false);
    functions.numbers();
    functions.textFiles();
    functions.decimals("trino_decimal_divide", TextOperations::divide);
    functions.decimals("trino_decimal_modulo", TextOperations::remainder);
    functions.checksum();
    functions.failure();
  }

  private void json() throws SQLException {
    registry.texts(
        "trino_json_extract_scalar",
        inputs -> {
          JsonPath path = JsonPath.parse(inputs.literal(1));
          return row -> JsonScalar.extract(inputs.text(0, row), path);
        },
        TEXT,
        TEXT);
  }

  private void regularExpressions() throws SQLException {
    registry.values(
        "trino_regexp_like",
        DuckDBColumnType.BOOLEAN,
        (inputs, result) -> {
          Pattern pattern = TextOperations.pattern(inputs.literal(1));
          return row -> result.setBoolean(row, pattern.matcher(inputs.text(0, row)).find());
        },
        TEXT,
        TEXT);
    registry.texts(
        "trino_regexp_replace",
        inputs -> {
          Pattern pattern = TextOperations.pattern(inputs.literal(1));
          return row ->
              Optional.of(
                  TextOperations.replaceAll(inputs.text(0, row), pattern, inputs.text(2, row)));
        },
        TEXT,
        TEXT,
        TEXT);
  }

  private void parts() throws SQLException {
    registry.texts(
        "trino_split_part",
        inputs ->
            row ->
                TextOperations.splitPart(
                    inputs.text(0, row), inputs.text(1, row), inputs.number(2, row)),
        TEXT,
        TEXT,
        BIGINT);
    registry.texts(
        "trino_substr",
        inputs ->
            row ->
                Optional.of(
                    TextOperations.substring(
                        inputs.text(0, row), inputs.number(1, row), inputs.number(2, row))),
        TEXT,
        BIGINT,
        BIGINT);
  }

  private void pad(String name, boolean left) throws SQLException {
    registry.texts(
        name,
        inputs ->
            row ->
                Optional.of(
                    TextOperations.pad(
                        inputs.text(0, row), inputs.number(1, row), inputs.text(2, row), left)),
        TEXT,
        BIGINT,
        TEXT);
  }

  private void numbers() throws SQLException {
    registry.texts(
        "trino_double_text",
        inputs -> row -> Optional.of(TextCasts.doubleText(inputs.vector(0).getDouble(row))),
        DuckDBColumnType.DOUBLE);
    registry.texts(
        "trino_real_text",
        inputs -> row -> Optional.of(TextCasts.realText(inputs.vector(0).getFloat(row))),
        DuckDBColumnType.FLOAT);
  }

  /** What files of text have, where Trino's casts write {@code 1.0E0}. */
  private void textFiles() throws SQLException {
    registry.texts(
        "java_double_text",
        inputs -> row -> Optional.of(Double.toString(inputs.vector(0).getDouble(row))),
        DuckDBColumnType.DOUBLE);
    registry.texts(
        "java_real_text",
        inputs -> row -> Optional.of(Float.toString(inputs.vector(0).getFloat(row))),
        DuckDBColumnType.FLOAT);
  }

  private interface DecimalOperator {
    String apply(String left, String right, int scale);
  }

  private void decimals(String name, DecimalOperator operator) throws SQLException {
    registry.texts(
        name,
        inputs ->
            row ->
                Optional.of(
                    operator.apply(
                        inputs.text(0, row), inputs.text(1, row), (int) inputs.number(2, row))),
        TEXT,
        TEXT,
        BIGINT);
  }

  /**
   * A row's share of a checksum, and the eight bytes, as hexadecimal digits, of their sum, which
   * DuckDB adds up without overflow, where Trino lets it overflow.
   */
  private void checksum() throws SQLException {
    registry.values(
        "trino_checksum_hash",
        BIGINT,
        (inputs, result) ->
            row -> {
              byte[] text = inputs.text(0, row).getBytes(StandardCharsets.UTF_8);
              result.setLong(row, XxHash64.PRIME_1 * XxHash64.hash(text));
            },
        TEXT);
    registry.texts(
        "trino_checksum_bytes",
        inputs ->
            row -> {
              long sum = new BigInteger(inputs.text(0, row)).longValue();
              return Optional.of(HexFormat.of().toHexDigits(Long.reverseBytes(sum)));
            },
        TEXT);
  }

  /** Fails with the message that it is given: a name of an error, a colon and a text. */
  private void failure() throws SQLException {
    registry.texts(
        "trino_fail",
        inputs ->
            row -> {
              String[] message = inputs.text(0, row).split(": ", 2);
              throw new TrinoFunctionException(message[0], message[1]);
            },
        TEXT);
  }
}
