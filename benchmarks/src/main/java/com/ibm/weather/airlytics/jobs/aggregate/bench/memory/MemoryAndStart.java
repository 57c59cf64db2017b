package com.ibm.weather.airlytics.jobs.aggregate.bench.memory;

import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.bytes;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.count;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.memory;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.rounded;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.time;

import com.ibm.weather.airlytics.jobs.aggregate.bench.Benchmark;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Conditions;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Folders;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Median;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Scale;
import com.ibm.weather.airlytics.jobs.aggregate.bench.job.JobRun;
import com.ibm.weather.airlytics.jobs.aggregate.bench.job.PreparedDay;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Chapter;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Figure;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Table;
import com.ibm.weather.airlytics.jobs.aggregate.bench.sample.SampleSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Peak resident memory and starting times, of the container and of the functions. */
public final class MemoryAndStart implements Benchmark {

  private static final Path LAMBDA_JAR =
      Path.of("functions/target/event-aggregator-functions-lambda.jar");
  private static final double LIMIT_BYTES = 256L << 20;
  private static final SampleSize SMALL_DAY = new SampleSize(400, 1000, 4);
  private static final String TEXT =
      """
      ## Memory and start

      The most memory that was resident at a time, of the process that is the container, with the heap and
      the options that the image has under the documented limit of 256 MiB. The runs are those of the other
      chapters. The time is that from the start of the process to its first query, median of %d small runs.

      %s
      Apart from it that of the embedded services: S3, and Athena with its engine, which may take 1 GB.

      %s
      The functions as AWS Lambda starts them, from the jar that is deployed, by AWS's runtime interface
      client with the second compiler off, as Lambda has it; median of %d:

      %s""";

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Figure> figures(Scale scale) {
    List<Figure> shown = new ArrayList<>();
    for (int events : scale.limitEvents()) {
      shown.add(container("a normal day, %s events".formatted(rounded(events)), limit(events)));
    }
    for (int days : scale.firstRunDays()) {
      shown.add(container("a first run, days: %s".formatted(count(days)), growth(days)));
    }
    shown.add(
        Figure.of(
            "start of the container to its first query", "start.container", value -> time(value)));
    shown.add(Figure.of("the functions' jar", "lambda.bytes", value -> bytes(value)));
    return shown;
  }

  private static Figure container(String run, String key) {
    return Figure.of("memory of the container, " + run, key, value -> memory(value))
        .atMost(LIMIT_BYTES);
  }

  private static String limit(int events) {
    return "limit.%d.containerBytes".formatted(events);
  }

  private static String growth(int days) {
    return "growth.days.%d.containerBytes".formatted(days);
  }

  @Override
  public Chapter run(Conditions conditions) throws IOException, InterruptedException, SQLException {
    int rounds = conditions.scale().rounds();
    Path folder = conditions.folder().resolve("memory");
    Map<String, Double> figures = new TreeMap<>();
    Table starts = new Table("function", "first answer after");
    try (PreparedDay day =
        PreparedDay.prepare(folder, SMALL_DAY, configuration -> {}, conditions.progress())) {
      List<JobRun> runs = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        conditions.progress().accept("round %d of %d".formatted(round, rounds));
        runs.add(day.run());
      }
      figures.put("start.container", Median.of(runs, JobRun::startSeconds));
      day.restore();
      conditions.progress().accept("the functions");
      new LambdaStarts(day, LAMBDA_JAR)
          .firstAnswers(rounds)
          .forEach(
              (function, seconds) -> {
                starts.row(function, time(seconds));
                figures.put("start." + function, seconds);
              });
    }
    Folders.delete(folder);
    figures.put("lambda.bytes", (double) Files.size(LAMBDA_JAR));
    Map<String, Double> measured = new TreeMap<>(conditions.figures());
    measured.putAll(figures);
    return new Chapter(
        name(),
        TEXT.formatted(
            rounds,
            Figure.table(figures(conditions.scale()), measured),
            services(conditions),
            rounds,
            starts),
        Map.of(),
        figures);
  }

  private static Table services(Conditions conditions) {
    Table table = new Table("a normal day", "services and engine");
    Map<String, Double> figures = conditions.figures();
    for (int events : conditions.scale().limitEvents()) {
      String key = "limit.%d.servicesBytes".formatted(events);
      if (figures.containsKey(key)) {
        table.row(rounded(events) + " events", memory(figures.get(key)));
      }
    }
    return table;
  }
}
