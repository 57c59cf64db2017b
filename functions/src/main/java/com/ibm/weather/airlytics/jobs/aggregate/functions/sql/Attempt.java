package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One attempt at a stage. Its temporary tables and request tokens have names of their own, so that
 * nothing of an earlier attempt is in its way.
 *
 * @param id what tells the attempt from all others
 */
public record Attempt(UUID id) {

  private static final String TEMPORARY = "_tmp_";
  private static final int SUFFIX_DIGITS = 8;

  /** A new attempt. */
  public static Attempt next() {
    return new Attempt(UUID.randomUUID());
  }

  /** A temporary table: {@code <base>_tmp_<yyyyMMdd>_<8 hexadecimal digits>}. */
  public String temporaryTable(String base, LocalDate day) {
    return base
        + TEMPORARY
        + day.format(DateTimeFormatter.BASIC_ISO_DATE)
        + "_"
        + id.toString().substring(0, SUFFIX_DIGITS);
  }

  /** The temporary table of one of several ranges of partitions, which has its first behind it. */
  public String temporaryTable(String base, LocalDate day, PartitionRange range) {
    String table = temporaryTable(base, day);
    return range.isAll() ? table : table + "_" + range.first();
  }

  /** Recognizes the temporary tables of a base, of whichever day and attempt. */
  public static Predicate<String> temporaryTablesOf(String base) {
    return temporaryTables(base, "\\d{8}");
  }

  /** Recognizes the temporary tables of a base for a day, of whichever attempt. */
  static Predicate<String> temporaryTablesOf(String base, LocalDate day) {
    return temporaryTables(base, day.format(DateTimeFormatter.BASIC_ISO_DATE));
  }

  private static Predicate<String> temporaryTables(String base, String day) {
    return Pattern.compile(Pattern.quote(base) + TEMPORARY + day + "_[0-9a-f]{8}(_\\d{1,3})?")
        .asMatchPredicate();
  }

  /** A statement of this attempt. */
  public Statement statement(String name, String sql) {
    return new Statement(name, sql, token(name));
  }

  private String token(String name) {
    return id + "-" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
