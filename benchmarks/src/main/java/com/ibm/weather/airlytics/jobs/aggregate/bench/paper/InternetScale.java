package com.ibm.weather.airlytics.jobs.aggregate.bench.paper;

import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.bytes;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.decimal;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.dollars;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.rounded;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.time;

import com.ibm.weather.airlytics.jobs.aggregate.bench.Benchmark;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Conditions;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Scale;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Chapter;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Figure;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Tables for {@code docs/internet-scale.md}, computed from what was measured. */
public final class InternetScale implements Benchmark {

  private static final List<Integer> USERS = List.of(10_000_000, 100_000_000, 1_000_000_000);
  private static final double DAYS_OF_A_MONTH = 30;
  private static final String TEXT =
      """
      ## To internet scale

      `docs/internet-scale.md` explains these tables and names the source of each assumption. Measured, and
      what they start from:

      %s
      A normal day with four windows on real Athena, as computed:

      %s""";

  /** What a row of the table shows. */
  private record Row(ToDoubleFunction<Installation> value, Format format) {}

  /** How a number is shown. */
  @FunctionalInterface
  private interface Format {
    String of(double value);
  }

  @Override
  public String name() {
    return "internet-scale";
  }

  @Override
  public List<Figure> figures(Scale scale) {
    return List.of();
  }

  @Override
  public Chapter run(Conditions conditions) {
    Map<String, Double> figures = conditions.figures();
    if (!figures.containsKey("rows.events.bytes")) {
      throw new IllegalStateException(
          "the report has no figures of growth to compute from; measure them first: --only growth");
    }
    return new Chapter(
        name(), TEXT.formatted(measured(figures), computed(figures)), Map.of(), Map.of());
  }

  private static Table measured(Map<String, Double> figures) {
    Table table = new Table("", "rows a user", "bytes a row");
    table.row("raw event", "-", decimal(figures.get("rows.events.bytes")));
    for (String name : List.of("d1", "d7", "d30", "d365", "total")) {
      table.row(
          name.equals("d1") ? "daily aggregates" : "snapshot " + name,
          decimal(figures.get("rows.%s.perUser".formatted(name))),
          decimal(figures.get("rows.%s.bytes".formatted(name))));
    }
    return table.row("CSV, gzip", "-", decimal(figures.get("rows.csv.bytes")));
  }

  private static Table computed(Map<String, Double> figures) {
    List<Installation> installations =
        USERS.stream().map(users -> new Installation(users, figures)).toList();
    Table table =
        new Table(
            "",
            "%s users".formatted(rounded(USERS.get(0))),
            "%s users".formatted(rounded(USERS.get(1))),
            "%s users".formatted(rounded(USERS.get(2))));
    rows()
        .forEach(
            (name, row) -> {
              List<String> cells =
                  installations.stream()
                      .map(each -> row.format().of(row.value().applyAsDouble(each)))
                      .collect(Collectors.toList());
              table.row(name, cells.get(0), cells.get(1), cells.get(2));
            });
    return table;
  }

  private static Map<String, Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put("raw events", new Row(Installation::rawBytes, value -> bytes(value)));
    rows.put("scanned", new Row(Installation::scannedBytes, value -> bytes(value)));
    rows.put("Athena", new Row(InternetScale::cost, value -> dollars(value)));
    rows.put(
        "Athena, 30 days", new Row(each -> DAYS_OF_A_MONTH * cost(each), value -> dollars(value)));
    rows.put("written a day", new Row(Installation::writtenBytes, value -> bytes(value)));
    rows.put("the CSV", new Row(Installation::csvBytes, value -> bytes(value)));
    rows.put("reading the events", new Row(Installation::draftSeconds, InternetScale::ofTimeout));
    rows.put("the slowest window", new Row(Installation::windowSeconds, InternetScale::ofTimeout));
    rows.put("writing the CSV", new Row(Installation::csvSeconds, InternetScale::ofTimeout));
    rows.put("importing it", new Row(Installation::importSeconds, value -> time(value)));
    return rows;
  }

  private static double cost(Installation installation) {
    return installation.scannedBytes() * Assumptions.DOLLARS_PER_BYTE;
  }

  private static String ofTimeout(double seconds) {
    return seconds > Assumptions.DML_TIMEOUT ? "**%s**".formatted(time(seconds)) : time(seconds);
  }
}
