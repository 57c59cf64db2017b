package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/**
 * Adds Java functions to a DuckDB database. They compute a chunk of rows at a time, and their
 * result is NULL where an argument is.
 */
final class FunctionRegistry {

  static final DuckDBColumnType TEXT = DuckDBColumnType.VARCHAR;
  static final DuckDBColumnType BIGINT = DuckDBColumnType.BIGINT;

  private final Connection duckdb;

  FunctionRegistry(Connection duckdb) {
    this.duckdb = duckdb;
  }

  /** A function whose result is text. */
  interface Texts {

    /** Gives what computes the text of a row of the chunk, none of whose arguments is NULL. */
    LongFunction<Optional<String>> of(Inputs inputs);
  }

  /** A function whose result is something else. */
  interface Values {

    /** Gives what writes the result of a row of the chunk, none of whose arguments is NULL. */
    LongConsumer of(Inputs inputs, DuckDBWritableVector result);
  }

  /** The arguments of a chunk of rows. */
  static final class Inputs {

    private final DuckDBReadableVector[] vectors;

    private Inputs(DuckDBDataChunkReader chunk) {
      this.vectors =
          LongStream.range(0, chunk.columnCount())
              .mapToObj(chunk::vector)
              .toArray(DuckDBReadableVector[]::new);
    }

    DuckDBReadableVector vector(int argument) {
      return vectors[argument];
    }

    String text(int argument, long row) {
      return vectors[argument].getString(row);
    }

    long number(int argument, long row) {
      return vectors[argument].getLong(row);
    }

    /** The text of an argument that is a literal, and so the same in every row. */
    String literal(int argument) {
      return text(argument, 0);
    }

    private boolean anyNull(long row) {
      for (DuckDBReadableVector vector : vectors) {
        if (vector.isNull(row)) {
          return true;
        }
      }
      return false;
    }
  }

  void texts(String name, Texts function, DuckDBColumnType... parameters) throws SQLException {
    register(
        name,
        TEXT,
        (chunk, result) -> {
          Inputs inputs = new Inputs(chunk);
          String[] texts = new String[(int) chunk.rowCount()];
          LongFunction<Optional<String>> compute = function.of(inputs);
          for (int row = 0; row < texts.length; row++) {
            texts[row] = inputs.anyNull(row) ? null : compute.apply(row).orElse(null);
          }
          result.setStrings(0, texts);
        },
        parameters);
  }

  void values(
      String name, DuckDBColumnType resultType, Values function, DuckDBColumnType... parameters)
      throws SQLException {
    register(
        name,
        resultType,
        (chunk, result) -> {
          Inputs inputs = new Inputs(chunk);
          LongConsumer compute = function.of(inputs, result);
          long rows = chunk.rowCount();
          for (long row = 0; row < rows; row++) {
            if (inputs.anyNull(row)) {
              result.setNull(row);
            } else {
              compute.accept(row);
            }
          }
        },
        parameters);
  }

  private void register(
      String name,
      DuckDBColumnType resultType,
      DuckDBScalarFunction function,
      DuckDBColumnType... parameters)
      throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(name)
          .withParameters(parameters)
          .withReturnType(resultType)
          .withVectorizedFunction(function)
          .register(duckdb);
    }
  }
}
