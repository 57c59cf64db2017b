package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.TrinoType.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions on dates and timestamps; the time zone is UTC. */
final class DateFunctions {

  private static final Set<String> DATE_UNITS = Set.of("day", "week", "month", "quarter", "year");
  private static final Set<String> TIME_UNITS = Set.of("millisecond", "second", "minute", "hour");

  private static final Pattern LETTER = Pattern.compile("%(.?)", Pattern.DOTALL);

  private static final Map<String, String> FORMATS =
      Map.of(
          "Y",
          "%Y",
          "m",
          "%m",
          "d",
          "%d",
          "H",
          "%H",
          "i",
          "%M",
          "s",
          "%S",
          "S",
          "%S",
          "y",
          "%y",
          "T",
          "%H:%M:%S",
          "%",
          "%%");

  static final Map<String, Function<Arguments, TypedSql>> RULES =
      Map.ofEntries(
          Map.entry("date", DateFunctions::date),
          Map.entry("year", call -> part("year", call)),
          Map.entry("quarter", call -> part("quarter", call)),
          Map.entry("month", call -> part("month", call)),
          Map.entry("week", call -> part("week", call)),
          Map.entry("day", call -> part("day", call)),
          Map.entry("day_of_month", call -> part("day", call)),
          Map.entry("day_of_week", call -> part("isodow", call)),
          Map.entry("dow", call -> part("isodow", call)),
          Map.entry("day_of_year", call -> part("dayofyear", call)),
          Map.entry("doy", call -> part("dayofyear", call)),
          Map.entry("hour", call -> part("hour", call)),
          Map.entry("minute", call -> part("minute", call)),
          Map.entry("second", call -> part("second", call)),
          Map.entry("date_add", DateFunctions::add),
          Map.entry("date_diff", DateFunctions::difference),
          Map.entry("date_trunc", DateFunctions::truncate),
          Map.entry("date_format", DateFunctions::format),
          Map.entry("from_unixtime", DateFunctions::fromUnixTime),
          Map.entry("to_unixtime", DateFunctions::toUnixTime));

  private DateFunctions() {}

  private static TypedSql date(Arguments call) {
    return Casts.cast(call.between(1, 1).value(0), TrinoType.DATE, false, call.node());
  }

  private static TypedSql part(String duckdb, Arguments call) {
    return new TypedSql(
        "%s(%s)".formatted(duckdb, moment(call.between(1, 1), 0).sql()), TrinoType.BIGINT);
  }

  private static TypedSql moment(Arguments call, int index) {
    TypedSql value = call.value(index);
    return switch (value.type().kind()) {
      case DATE, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> value;
      case UNKNOWN,
          BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          DECIMAL,
          REAL,
          DOUBLE,
          VARCHAR,
          VARBINARY ->
          throw call.unexpected();
    };
  }

  private static String unit(Arguments call, TrinoType type) {
    String unit = call.literalText(0).toLowerCase(Locale.ROOT);
    if (DATE_UNITS.contains(unit) || (TIME_UNITS.contains(unit) && !type.is(Kind.DATE))) {
      return unit;
    }
    throw call.invalid("'%s' is not a valid %s field".formatted(unit, type));
  }

  private static TypedSql add(Arguments call) {
    TypedSql moment = moment(call.between(3, 3), 2);
    String unit = unit(call, moment.type());
    boolean quarter = unit.equals("quarter");
    return new TypedSql(
        "CAST(%s + to_%ss(CAST(%s%s AS %s)) AS %s)"
            .formatted(
                moment.sql(),
                quarter ? "month" : unit,
                quarter ? "3 * " : "",
                call.as(TrinoType.BIGINT, 1),
                DATE_UNITS.contains(unit) ? "INTEGER" : "BIGINT",
                moment.type().duckdb()),
        moment.type());
  }

  /** Complete units, as Trino counts them; DuckDB's date_diff counts the borders between. */
  private static TypedSql difference(Arguments call) {
    call.between(3, 3);
    TypedSql from = moment(call, 1);
    TypedSql to = moment(call, 2);
    TrinoType common = from.type().commonWith(to.type()).orElseThrow(call::unexpected);
    return new TypedSql(
        "date_sub('%s', %s, %s)"
            .formatted(unit(call, common), Casts.coerce(from, common), Casts.coerce(to, common)),
        TrinoType.BIGINT);
  }

  private static TypedSql truncate(Arguments call) {
    TypedSql moment = moment(call.between(2, 2), 1);
    return new TypedSql(
        "CAST(date_trunc('%s', %s) AS %s)"
            .formatted(unit(call, moment.type()), moment.sql(), moment.type().duckdb()),
        moment.type());
  }

  /** MySQL's format, of which the usual letters are known. */
  private static TypedSql format(Arguments call) {
    TypedSql moment = moment(call.between(2, 2), 0);
    String format =
        LETTER
            .matcher(call.literalText(1))
            .replaceAll(letter -> Matcher.quoteReplacement(known(letter.group(1), call)));
    return new TypedSql(
        "strftime(%s, %s)".formatted(moment.sql(), Identifiers.literal(format)), TrinoType.VARCHAR);
  }

  private static String known(String letter, Arguments call) {
    if (!FORMATS.containsKey(letter)) {
      throw SqlRefusedException.notSupported(call.node(), "Date format %" + letter);
    }
    return FORMATS.get(letter);
  }

  private static TypedSql fromUnixTime(Arguments call) {
    return new TypedSql(
        "make_timestamp(CAST(round(%s * 1000) AS BIGINT) * 1000)"
            .formatted(call.between(1, 1).as(TrinoType.DOUBLE, 0)),
        TrinoType.TIMESTAMP_WITH_TIME_ZONE);
  }

  private static TypedSql toUnixTime(Arguments call) {
    return new TypedSql(
        "epoch(%s)".formatted(call.between(1, 1).as(TrinoType.TIMESTAMP_WITH_TIME_ZONE, 0)),
        TrinoType.DOUBLE);
  }
}
