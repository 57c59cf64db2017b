package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL text with named parts: <code>${name}</code> stands for the part of that name. */
final class SqlTemplate {

  private static final Pattern PART = Pattern.compile("\\$\\{(\\w+)}");

  private SqlTemplate() {}

  /**
   * Fills in the parts. A part of several lines keeps the indentation of its place.
   *
   * @throws IllegalArgumentException when a part is missing or is not in the template
   */
  static String fill(String template, Map<String, ?> parts) {
    TreeSet<String> unused = new TreeSet<>(parts.keySet());
    String sql =
        PART.matcher(template)
            .replaceAll(
                match -> {
                  unused.remove(match.group(1));
                  return Matcher.quoteReplacement(indented(template, match, parts));
                });
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException("parts that the SQL does not name: " + unused);
    }
    return sql.strip();
  }

  private static String indented(String template, MatchResult match, Map<String, ?> parts) {
    Object part = parts.get(match.group(1));
    if (part == null) {
      throw new IllegalArgumentException("no part named " + match.group(1));
    }
    int lineStart = template.lastIndexOf('\n', match.start()) + 1;
    String before = template.substring(lineStart, match.start());
    String indentation = before.isBlank() ? before : "";
    return part.toString().replace("\n", "\n" + indentation);
  }
}
