package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Athena would have said where DuckDB failed. */
public final class TrinoErrors {

  private static final Pattern RAISED =
      Pattern.compile(
          Pattern.quote(TrinoFunctionException.class.getName()) + ": ([A-Z_]+: [^\\n]*)");

  private record Rule(Pattern duckdb, String athena) {
    Rule(String duckdb, String athena) {
      this(Pattern.compile(duckdb, Pattern.DOTALL), athena);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule("Type DOUBLE with value (\\S+) can't be cast", "INVALID_CAST_ARGUMENT"),
          new Rule("Type FLOAT with value (\\S+) can't be cast", "INVALID_CAST_ARGUMENT"),
          new Rule("Casting value .* to type DECIMAL.* failed", "INVALID_CAST_ARGUMENT"),
          new Rule("Could not cast value .* to DECIMAL", "INVALID_CAST_ARGUMENT"),
          new Rule("^Out of Range Error|out of range|Overflow", "NUMERIC_VALUE_OUT_OF_RANGE"),
          new Rule("More than one row returned by a subquery", "SUBQUERY_MULTIPLE_ROWS"),
          new Rule("must appear in the GROUP BY clause", "EXPRESSION_NOT_AGGREGATE"),
          new Rule("cannot contain aggregates|cannot contain window", "EXPRESSION_NOT_SCALAR"),
          new Rule("nested", "NESTED_AGGREGATION"),
          new Rule("Out of Memory", "EXCEEDED_LOCAL_MEMORY_LIMIT"),
          new Rule("INTERRUPT", "USER_CANCELED"));

  private TrinoErrors() {}

  /**
   * Names the failure as Athena's StateChangeReason does.
   *
   * @param failure what DuckDB threw for a translated query
   * @return Trino's name of the error, a colon and a text, as in Athena's StateChangeReason;
   *     GENERIC_INTERNAL_ERROR when the failure has no counterpart in Trino
   */
  public static String describe(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    Matcher raised = RAISED.matcher(message);
    if (raised.find()) {
      return raised.group(1);
    }
    String name =
        RULES.stream()
            .filter(rule -> rule.duckdb().matcher(message).find())
            .map(Rule::athena)
            .findFirst()
            .orElse("GENERIC_INTERNAL_ERROR");
    return name + ": " + message.lines().findFirst().orElse("");
  }
}
