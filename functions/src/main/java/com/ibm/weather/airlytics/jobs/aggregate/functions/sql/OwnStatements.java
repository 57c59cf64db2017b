package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes this aggregation's statements by the table that they make, change or drop, of
 * whichever attempt they are. What only reads is none of them: the queries of people who look at
 * the tables.
 */
public final class OwnStatements {

  private static final Pattern CHANGES_TABLE =
      Pattern.compile(
          "(?:CREATE (?:EXTERNAL )?TABLE|ALTER TABLE|DROP TABLE)(?: IF (?:NOT )?EXISTS)? "
              + "[`\"](?<database>\\w+)[`\"]\\.[`\"](?<table>\\w+)[`\"]");

  private final Configuration configuration;

  public OwnStatements(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Those that aggregate a day, but for the one that creates the table of all days. */
  public Predicate<String> ofDay(LocalDate day) {
    String table = configuration.dailyAggregationsTable();
    return changing(
        Attempt.temporaryTablesOf(table, day)
            .or(Attempt.temporaryTablesOf(TableSql.draftBase(table), day)));
  }

  /** Those that write windows of any day, or change what the windows' tables show. */
  public Predicate<String> ofWindows() {
    List<String> tables =
        configuration.secondaryAggregations().stream()
            .map(SecondaryAggregation::targetTable)
            .toList();
    return changing(
        tables.stream().map(Attempt::temporaryTablesOf).reduce(tables::contains, Predicate::or));
  }

  /** Those that write the CSV of any day. */
  public Predicate<String> ofCsv() {
    return changing(Attempt.temporaryTablesOf(configuration.csvTablePrefix()));
  }

  /** All that change any of the aggregation's tables, kept and temporary. */
  public Predicate<String> all() {
    Set<String> kept = new HashSet<>(Set.of(configuration.dailyAggregationsTable()));
    for (SecondaryAggregation window : configuration.secondaryAggregations()) {
      kept.add(window.targetTable());
      kept.add(window.historyTable());
    }
    return changing(new TableSql(configuration).isTemporary().or(kept::contains));
  }

  private Predicate<String> changing(Predicate<String> table) {
    return sql -> {
      Matcher statement = CHANGES_TABLE.matcher(sql);
      return statement.lookingAt()
          && statement.group("database").equals(configuration.destAthenaDb())
          && table.test(statement.group("table"));
    };
  }
}
