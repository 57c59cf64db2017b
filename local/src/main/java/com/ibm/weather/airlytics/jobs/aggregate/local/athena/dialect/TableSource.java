package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Where the translation finds the tables that a query names. */
public interface TableSource {

  /**
   * The column that every table has besides: the address of the file that a row is in. A query has
   * to name it; no {@code *} stands for it.
   */
  String PATH = "$path";

  /**
   * The columns of a table, partition columns last, or empty when there is no such table.
   *
   * @param database in lower case
   * @param table in lower case
   */
  Optional<List<Column>> columns(String database, String table);

  /**
   * A DuckDB table expression that yields the rows of the table with the columns named and typed as
   * {@link #columns} says, for use after FROM.
   *
   * @param readColumns the columns that the query reads, {@link #PATH} among them if it is; others
   *     need not be yielded
   * @param partitions answers whether a value of a partition column (column name, value as in the
   *     folder name) can be of interest; rows of other partitions need not be yielded
   */
  String relation(
      String database,
      String table,
      Set<String> readColumns,
      BiPredicate<String, String> partitions);
}
