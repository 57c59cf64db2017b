package com.ibm.weather.airlytics.jobs.aggregate.bench.growth;

import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.count;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.decimal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Benchmark;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Conditions;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Folders;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Scale;
import com.ibm.weather.airlytics.jobs.aggregate.bench.job.FirstRun;
import com.ibm.weather.airlytics.jobs.aggregate.bench.job.JobRun;
import com.ibm.weather.airlytics.jobs.aggregate.bench.job.PreparedDay;
import com.ibm.weather.airlytics.jobs.aggregate.bench.job.StatementRuns;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Chapter;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Figure;
import com.ibm.weather.airlytics.jobs.aggregate.bench.sample.SampleSize;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs of growing sizes, and the powers with which they grow. */
public final class Growth implements Benchmark {

  private static final int USERS_OF_WINDOWS = 10_000;
  private static final String TEXT =
      """
      ## Growth

      What one run costs as its input grows; an exponent of 1 is linear, 0 is not at all. The exponents are
      those of the straight lines that fit best in the plots.

      ### Days of a first run

      Nobody has aggregated anything; few events a day, four partitions, so that this is what grows with the
      days: the time is that of the whole run.

      %s
      ### Users

      A normal day after %d days of history, with an event a day for each user on average; the time is that
      in which the engine worked.

      %s
      ### Windows

      The same for %s users.

      %s""";

  private final Map<String, Double> figures = new TreeMap<>();
  private final Map<String, String> plots = new TreeMap<>();

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public List<Figure> figures(Scale scale) {
    return List.of(exponent("users", "bytes"), exponent("days", "statements"));
  }

  private static Figure exponent(String what, String figure) {
    return Figure.of(
        "exponent of %s in %s".formatted(figure, what),
        "growth.%s.exponent.%s".formatted(what, figure),
        value -> decimal(value));
  }

  @Override
  public Chapter run(Conditions conditions) throws IOException, InterruptedException, SQLException {
    List<String> parts = new ArrayList<>();
    parts.add(part(days(conditions)));
    Growing users = new Growing("users");
    for (int count : conditions.scale().users()) {
      normalDay(users, count, count, configuration -> {}, conditions);
    }
    parts.add(part(users));
    Growing windows = new Growing("windows");
    int some = Math.min(USERS_OF_WINDOWS, conditions.scale().users().get(0));
    for (int count : conditions.scale().windows()) {
      normalDay(
          windows, count, some, configuration -> Windows.put(configuration, count), conditions);
    }
    parts.add(part(windows));
    return new Chapter(
        name(),
        TEXT.formatted(
            parts.get(0), PreparedDay.HISTORY_DAYS, parts.get(1), count(some), parts.get(2)),
        plots,
        figures);
  }

  private Growing days(Conditions conditions)
      throws IOException, InterruptedException, SQLException {
    Growing days = new Growing("days");
    for (int count : conditions.scale().firstRunDays()) {
      conditions.progress().accept("a first run, days: %d".formatted(count));
      JobRun run = FirstRun.over(count, conditions.folder().resolve("first-run"));
      days.add(count, run.figures().statements(), run.figures().scannedBytes(), run.seconds());
      figures.put("growth.days.%d.containerBytes".formatted(count), (double) run.peakBytes());
      figures.putAll(FirstRun.figures(count, run));
    }
    return days;
  }

  private void normalDay(
      Growing growing, int size, int users, Consumer<ObjectNode> changes, Conditions conditions)
      throws IOException, SQLException {
    conditions.progress().accept("%s: %s".formatted(growing.what(), count(size)));
    Path folder = conditions.folder().resolve("growth");
    SampleSize sample = new SampleSize(users, users, conditions.scale().partitions());
    try (PreparedDay day = PreparedDay.prepare(folder, sample, changes, conditions.progress())) {
      StatementRuns run = day.runHere();
      growing.add(size, run.count(), run.scannedBytes(), run.busy().toNanos() / 1e9);
      if (growing.what().equals("users")) {
        figures.putAll(RowBytes.of(day, users, users));
      }
    }
    Folders.delete(folder);
  }

  private String part(Growing growing) {
    String file = "growth-%s.svg".formatted(growing.what());
    plots.put(file, growing.svg());
    figures.putAll(growing.exponents());
    return "%s%n![How a run grows with %s](%s)%n".formatted(growing.table(), growing.what(), file);
  }
}
