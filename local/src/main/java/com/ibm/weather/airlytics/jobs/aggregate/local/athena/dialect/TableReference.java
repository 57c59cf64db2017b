package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** One mention of a table in a query; what the query reads of it is gathered on the way. */
final class TableReference {

  private final String database;
  private final String table;
  private final String placeholder;
  private final Set<String> readColumns = new LinkedHashSet<>();
  private final List<PartitionCondition> conditions = new ArrayList<>();

  /** A condition that every row of interest fulfils, on one column's value in the folder name. */
  record PartitionCondition(String column, Predicate<String> accepts) {}

  TableReference(String database, String table, int number) {
    this.database = database;
    this.table = table;
    this.placeholder = "\0" + number + "\0";
  }

  /**
   * What stands for the table until the whole query is translated. The parser lets no such
   * character into a query.
   */
  String placeholder() {
    return placeholder;
  }

  void read(String column) {
    readColumns.add(column);
  }

  void restrict(PartitionCondition condition) {
    conditions.add(condition);
  }

  String resolve(String sql, TableSource tables) {
    return sql.replace(
        placeholder,
        tables.relation(
            database,
            table,
            Set.copyOf(readColumns),
            (column, value) ->
                conditions.stream()
                    .filter(condition -> condition.column().equals(column))
                    .allMatch(condition -> condition.accepts().test(value))));
  }
}
