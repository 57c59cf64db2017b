package com.ibm.weather.airlytics.jobs.aggregate.bench.growth;

import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.count;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.decimal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Benchmark;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Folders;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Scale;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Workplace;
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
  public Chapter run(Workplace workplace) throws IOException, InterruptedException, SQLException {
    List<String> parts = new ArrayList<>();
    parts.add(part(days(workplace)));
    Growing users = new Growing("users");
    for (int count : workplace.scale().users()) {
      normalDay(users, count, count, configuration -> {}, workplace);
    }
    parts.add(part(users));
    Growing windows = new Growing("windows");
    int some = Math.min(USERS_OF_WINDOWS, workplace.scale().users().get(0));
    for (int count : workplace.scale().windows()) {
      normalDay(
          windows, count, some, configuration -> Windows.put(configuration, count), workplace);
    }
    parts.add(part(windows));
    return new Chapter(
        name(),
        TEXT.formatted(
            parts.get(0), PreparedDay.HISTORY_DAYS, parts.get(1), count(some), parts.get(2)),
        plots,
        figures);
  }

  private Growing days(Workplace workplace) throws IOException, InterruptedException, SQLException {
    Growing days = new Growing("days");
    for (int count : workplace.scale().firstRunDays()) {
      workplace.progress().accept("a first run, days: %d".formatted(count));
      JobRun run = FirstRun.over(count, workplace.folder().resolve("first-run"));
      days.add(count, run.figures().statements(), run.figures().scannedBytes(), run.seconds());
      figures.put("growth.days.%d.containerBytes".formatted(count), (double) run.peakBytes());
      figures.putAll(FirstRun.figures(count, run));
    }
    return days;
  }

  private void normalDay(
      Growing growing, int size, int users, Consumer<ObjectNode> changes, Workplace workplace)
      throws IOException, SQLException {
    workplace.progress().accept("%s: %s".formatted(growing.what(), count(size)));
    Path folder = workplace.folder().resolve("growth");
    SampleSize sample = new SampleSize(users, users, workplace.scale().partitions());
    try (PreparedDay day = PreparedDay.prepare(folder, sample, changes, workplace.progress())) {
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
