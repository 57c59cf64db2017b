package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A row that a reader sees.
 *
 * @param table the window's table, or another name for where it was seen
 * @param day the day of the snapshot; empty where there is only one
 * @param value without trailing zeros, and without the digits that floating types have not
 */
record Row(
    String table, String day, String user, String shard, String value, String count, String place) {

  /** What a double is exact to after some additions. */
  private static final MathContext DOUBLE = new MathContext(12);

  private static final MathContext FLOAT = new MathContext(6);

  /** The value as text, the same for all spellings of a number. */
  static String normal(String value, String type) {
    BigDecimal number = new BigDecimal(value);
    BigDecimal rounded =
        switch (type) {
          case "double" -> number.round(DOUBLE);
          case "float" -> number.round(FLOAT);
          default -> number;
        };
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** The same in another table or snapshot. */
  Row of(String otherTable, String otherDay) {
    return new Row(otherTable, otherDay, user, shard, value, count, place);
  }

  /** The user, the value and the number of events. */
  String brief() {
    return "%s %s (%s)".formatted(user, value, count);
  }

  @Override
  public String toString() {
    return "%s %s: %s of shard %s has %s in %s events, %s"
        .formatted(table, day, user, shard, value, count, place);
  }
}
