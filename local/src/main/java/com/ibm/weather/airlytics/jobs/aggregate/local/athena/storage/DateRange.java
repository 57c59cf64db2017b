package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The range of a projected partition column of type date, for example {@code 2021-01-01,NOW} or
 * {@code NOW-3MONTHS,NOW+1DAY}. NOW is a moment in UTC.
 */
final class DateRange {

  private static final Pattern RELATIVE =
      Pattern.compile(
          "NOW\\s*(?:([+-])\\s*(\\d{1,6})\\s*(YEAR|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND)S?)?");
  private static final int MOST_VALUES = 1_000_000;

  private final String pattern;
  private final DateTimeFormatter format;
  private final LocalDateTime now;

  DateRange(String pattern, Instant now) {
    this.pattern = pattern;
    this.format =
        new DateTimeFormatterBuilder()
            .appendPattern(pattern)
            .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
            .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .toFormatter(Locale.ROOT);
    this.now = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
  }

  /**
   * The values from the first moment to the last.
   *
   * @throws IllegalArgumentException when a moment cannot be read or the range is too long
   */
  Set<String> values(String first, String last, long interval, ChronoUnit unit) {
    LocalDateTime start = moment(first);
    LocalDateTime end = moment(last);
    if (unit.between(start, end) / interval >= MOST_VALUES) {
      throw new IllegalArgumentException("more than " + MOST_VALUES + " values");
    }
    Set<String> values = new LinkedHashSet<>();
    for (LocalDateTime at = start; !at.isAfter(end); at = at.plus(interval, unit)) {
      values.add(format.format(at));
    }
    return values;
  }

  /** The unit of the smallest field in the format. */
  ChronoUnit precision() {
    if (pattern.contains("s")) {
      return ChronoUnit.SECONDS;
    }
    if (pattern.contains("m")) {
      return ChronoUnit.MINUTES;
    }
    if (pattern.contains("H")) {
      return ChronoUnit.HOURS;
    }
    if (pattern.contains("d")) {
      return ChronoUnit.DAYS;
    }
    return pattern.contains("M") ? ChronoUnit.MONTHS : ChronoUnit.YEARS;
  }

  private LocalDateTime moment(String text) {
    Matcher relative = RELATIVE.matcher(text.trim().toUpperCase(Locale.ROOT));
    if (relative.matches()) {
      if (relative.group(1) == null) {
        return now;
      }
      long amount = Long.parseLong(relative.group(2));
      ChronoUnit unit = ChronoUnit.valueOf(relative.group(3) + "S");
      return now.plus(relative.group(1).equals("-") ? -amount : amount, unit);
    }
    try {
      return LocalDateTime.parse(text.trim(), format);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither a date in the format " + pattern + " nor NOW", e);
    }
  }
}
