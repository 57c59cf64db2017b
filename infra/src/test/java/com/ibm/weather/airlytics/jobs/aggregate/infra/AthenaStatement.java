package com.ibm.weather.airlytics.jobs.aggregate.infra;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement as far as permissions are concerned.
 *
 * @param kind what it does
 * @param tables the tables that it names: first the one that it makes, changes or drops, if its
 *     kind does so, then those that it reads
 * @param location where the files of the first table are or will be: bucket and prefix
 */
record AthenaStatement(Kind kind, List<Table> tables, Optional<String> location) {

  /** The kinds of statements that the job has. */
  enum Kind {
    SHOW_TABLES("SHOW TABLES IN .*"),
    SELECT("SELECT\\s.*"),
    CREATE_EXTERNAL_TABLE("CREATE EXTERNAL TABLE .*"),
    CREATE_TABLE_AS("CREATE TABLE .*\\) AS\\n.*"),
    ALTER_TABLE_SET_LOCATION("ALTER TABLE .* SET LOCATION .*"),
    ALTER_TABLE_SET_TBLPROPERTIES("ALTER TABLE .* SET TBLPROPERTIES .*"),
    DROP_TABLE("DROP TABLE .*");

    private final Pattern form;

    Kind(String form) {
      this.form = Pattern.compile(form, Pattern.DOTALL);
    }

    /**
     * The kind of a statement.
     *
     * @throws IllegalArgumentException when it is not known
     */
    static Kind of(String sql) {
      return Arrays.stream(values())
          .filter(kind -> kind.form.matcher(sql).matches())
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "add which permissions this statement needs: " + sql));
    }
  }

  /** A table; the name {@code *} stands for those of a database that are listed. */
  record Table(String database, String name) {}

  private static final Pattern TABLE = Pattern.compile("[`\"](\\w+)[`\"]\\.[`\"](\\w+)[`\"]");
  private static final Pattern LISTED = Pattern.compile("SHOW TABLES IN `(\\w+)`");
  private static final Pattern LOCATION = Pattern.compile("'s3://([^']+)'");

  static AthenaStatement of(String sql) {
    Kind kind = Kind.of(sql);
    Matcher listed = LISTED.matcher(sql);
    List<Table> tables =
        listed.find()
            ? List.of(new Table(listed.group(1), "*"))
            : TABLE.matcher(sql).results().map(AthenaStatement::table).toList();
    return new AthenaStatement(
        kind, tables, LOCATION.matcher(sql).results().map(match -> match.group(1)).findFirst());
  }

  private static Table table(MatchResult match) {
    return new Table(match.group(1), match.group(2));
  }

  /** The tables whose rows it reads. */
  List<Table> reads() {
    return kind == Kind.SELECT ? tables : tables.subList(1, tables.size());
  }
}
