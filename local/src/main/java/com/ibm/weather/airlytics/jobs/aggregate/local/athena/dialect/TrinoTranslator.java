package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import io.trino.sql.tree.Query;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Translates queries from Trino's SQL to DuckDB's, from the syntax tree of Trino's own parser.
 *
 * <p>What comes out means in DuckDB what went in means in Trino: types, casts, NULL ordering, names
 * and errors are Trino's. A node, function or type that is not known here is refused; nothing is
 * passed on in the hope that it means the same. The translated SQL needs {@link
 * TrinoFunctions#install} on the database that runs it.
 *
 * <p>Known differences: {@code sum} looks at its final value alone, so that an overflow on the way
 * passes, and one of a decimal is noticed only from 1.7e38 on; {@code avg} and {@code sum} of
 * double may differ in the last digit, as they do between two runs of Trino; a double beyond the
 * range of real fails its cast, where Trino gives Infinity; {@code min} and {@code max} take NaN
 * for the greatest number; {@code upper} and {@code lower} follow DuckDB's tables of Unicode;
 * {@code approx_distinct} is exact; a column that is neither grouped nor aggregated is refused only
 * by DuckDB; a date in text needs its month and its day.
 */
public final class TrinoTranslator {

  private final TableSource tables;

  /**
   * Translates queries on these tables.
   *
   * @param tables the tables that queries may name
   */
  public TrinoTranslator(TableSource tables) {
    this.tables = tables;
  }

  /**
   * Translates one query.
   *
   * @param query a query as the parser gives it
   * @param defaultDatabase the database of tables that are named without one
   * @return the query for DuckDB; a column without a name is called {@code _col} and its position
   *     from 0, as in Athena's results
   * @throws SqlRefusedException for a query that Athena refuses, or that is not supported
   */
  public TranslatedQuery translate(Query query, String defaultDatabase) {
    TableReferences references =
        new TableReferences(tables, defaultDatabase.toLowerCase(Locale.ROOT));
    QueryTranslator.Result result =
        new QueryTranslator(references).translate(query, Scope.EMPTY, WithQueries.NONE);
    List<QueryTranslator.Output> outputs = result.columns();
    List<Column> columns =
        IntStream.range(0, outputs.size())
            .mapToObj(
                index ->
                    new Column(
                        outputs.get(index).name().orElse("_col" + index),
                        outputs.get(index).type().hive()))
            .toList();
    return new TranslatedQuery(references.resolve(result.sql()), columns);
  }
}
