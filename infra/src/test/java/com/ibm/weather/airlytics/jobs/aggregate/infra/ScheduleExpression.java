package com.ibm.weather.airlytics.jobs.aggregate.infra;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The expressions that EventBridge Scheduler takes:
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
final class ScheduleExpression {

  private static final Pattern RATE = Pattern.compile("rate\\([1-9]\\d* (minute|hour|day)s?\\)");
  private static final Pattern CRON = Pattern.compile("cron\\((.*)\\)");

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  /**
   * A field of a cron expression.
   *
   * @param names words for the numbers from {@code least} on
   * @param special further values, a regular expression
   */
  private record Field(int least, int most, List<String> names, String special) {

    boolean takes(String text) {
      return text.matches(special)
          || Stream.of(text.split(",", -1)).allMatch(part -> takesPart(part));
    }

    private boolean takesPart(String part) {
      String[] step = part.split("/", -1);
      if (step.length > 2 || (step.length == 2 && !step[1].matches("[1-9]\\d*"))) {
        return false;
      }
      return step[0].equals("*")
          || (step[0].split("-", -1).length <= 2
              && Stream.of(step[0].split("-", -1)).allMatch(this::takesValue));
    }

    private boolean takesValue(String value) {
      return names.contains(value)
          || (value.matches("\\d{1,4}")
              && Integer.parseInt(value) >= least
              && Integer.parseInt(value) <= most);
    }
  }

  private static final int DAY_OF_MONTH = 2;
  private static final int DAY_OF_WEEK = 4;
  private static final List<Field> FIELDS =
      List.of(
          new Field(0, 59, List.of(), ""),
          new Field(0, 23, List.of(), ""),
          new Field(1, 31, List.of(), "\\?|L|\\d{1,2}W|LW"),
          new Field(1, 12, MONTHS, ""),
          new Field(1, 7, DAYS, "\\?|L|[1-7]L|[1-7]#[1-5]"),
          new Field(1970, 2199, List.of(), ""));

  private ScheduleExpression() {}

  /** Whether Scheduler takes an expression; of the two days of a cron expression, one is a ?. */
  static boolean isValid(String expression) {
    Matcher cron = CRON.matcher(expression);
    if (!cron.matches()) {
      return RATE.matcher(expression).matches();
    }
    List<String> fields = List.of(cron.group(1).split(" ", -1));
    if (fields.size() != FIELDS.size()) {
      return false;
    }
    for (int index = 0; index < fields.size(); index++) {
      if (!FIELDS.get(index).takes(fields.get(index))) {
        return false;
      }
    }
    return fields.get(DAY_OF_MONTH).equals("?") != fields.get(DAY_OF_WEEK).equals("?");
  }
}
