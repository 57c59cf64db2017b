package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.InvalidRequestException;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.ParsedStatement.CreateTableAs;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.ParsedStatement.Hive;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.ParsedStatement.InsertInto;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.ParsedStatement.Select;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.Insert;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells Trino's statements from Hive's, as Athena does: queries, CTAS and INSERT go to Trino's
 * parser, all other statements on databases and tables to Hive's.
 */
final class StatementParser {

  private static final Pattern SPACE = Pattern.compile("(?s)(?:\\s+|--[^\\n]*\\n?|/\\*.*?\\*/)+");
  private static final Pattern QUERY =
      Pattern.compile("(?is)\\(?\\s*(?:SELECT|WITH|VALUES|TABLE)\\b.*");
  private static final Pattern INSERT = Pattern.compile("(?is)INSERT\\b.*");
  private static final Pattern CREATE_TABLE_AS =
      Pattern.compile(
          "(?is)CREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?"
              + "(?:\"[^\"]*\"|`[^`]*`|[^\\s(\"`])+\\s+(?:COMMENT\\s|WITH\\b|AS\\b).*");
  private static final Pattern HIVE =
      Pattern.compile(
          "(?is)(?:CREATE\\s+(?:EXTERNAL|TABLE|DATABASE|SCHEMA)"
              + "|DROP\\s+(?:TABLE|DATABASE|SCHEMA)|ALTER\\s+TABLE)\\b.*");
  private static final Pattern HIVE_UTILITY =
      Pattern.compile(
          "(?is)(?:SHOW\\s+(?:TABLES|DATABASES|SCHEMAS|PARTITIONS|CREATE\\s+TABLE)"
              + "|DESCRIBE|DESC)\\b.*");
  private static final Pattern FIRST_WORDS = Pattern.compile("\\s*(\\S+(?:\\s+[A-Za-z]+)?)");

  private StatementParser() {}

  /**
   * Reads a statement.
   *
   * @throws InvalidRequestException when Athena would not accept it
   */
  static ParsedStatement parse(String sql) {
    Matcher space = SPACE.matcher(sql);
    String start = space.lookingAt() ? sql.substring(space.end()) : sql;
    if (HIVE_UTILITY.matcher(start).matches()) {
      return new Hive(sql, StatementKind.UTILITY);
    }
    boolean createTableAs = CREATE_TABLE_AS.matcher(start).matches();
    if (!createTableAs && HIVE.matcher(start).matches()) {
      return new Hive(sql, StatementKind.DDL);
    }
    if (createTableAs || QUERY.matcher(start).matches() || INSERT.matcher(start).matches()) {
      return trino(sql);
    }
    throw unsupported(start);
  }

  private static ParsedStatement trino(String sql) {
    Statement statement;
    try {
      statement = new SqlParser().createStatement(sql.replaceFirst(";\\s*$", ""));
    } catch (ParsingException e) {
      throw new InvalidRequestException(
          InvalidRequestException.Code.MALFORMED_QUERY, e.getMessage());
    }
    if (statement instanceof Query query) {
      return new Select(query);
    }
    if (statement instanceof CreateTableAsSelect create) {
      return new CreateTableAs(create);
    }
    if (statement instanceof Insert insert) {
      return new InsertInto(insert);
    }
    throw unsupported(sql);
  }

  private static InvalidRequestException unsupported(String sql) {
    Matcher words = FIRST_WORDS.matcher(sql);
    String name =
        words.lookingAt() ? words.group(1).toUpperCase(Locale.ROOT) : "an empty statement";
    return new InvalidRequestException(
        InvalidRequestException.Code.MALFORMED_QUERY,
        "Queries of this type are not supported: " + name);
  }
}
