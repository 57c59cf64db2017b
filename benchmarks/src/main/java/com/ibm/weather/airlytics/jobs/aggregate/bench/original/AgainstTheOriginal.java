package com.ibm.weather.airlytics.jobs.aggregate.bench.original;

import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.bytes;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.count;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.decimal;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.rounded;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.time;

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
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Table;
import com.ibm.weather.airlytics.jobs.aggregate.bench.sample.SampleSize;
import com.ibm.weather.airlytics.jobs.aggregate.local.AthenaSession;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The same day in the way of the original job: its statements, on the same embedded Athena. */
public final class AgainstTheOriginal implements Benchmark {

  private static final int DAYS_OF_FIRST_RUN = 365;
  private static final SampleSize SMALL = new SampleSize(400, 1000, 4);
  private static final String TEXT =
      """
      ## Against the original's way

      A normal day with four windows, %s raw events and %d source partitions: the statements of the
      original job replayed one after another, and this job's run, on the same embedded Athena and the same
      files. Billed is what Athena bills: the bytes that a DML statement scanned, at least 10 MB of each.
      The original sends one query a second; its time with that limit is computed: a second for each
      statement that took less. How many come one after another is counted in a small run whose queries take
      %s each, as slow as Athena's; the last line is how long that run took.

      %s
      A first run over %d days: the original does each of its days as above, at a statement a second
      (computed); this job's is that of the chapter on growth, with few events and four partitions.

      %s
      %s""";

  /** What a replay took. */
  private record Replay(StatementRuns statements, double seconds, double limitedSeconds) {}

  @Override
  public String name() {
    return "original";
  }

  @Override
  public List<Figure> figures(Scale scale) {
    return List.of(
        Figure.of("statements of a normal day", "original.day.statements", value -> count(value))
            .atMost(20),
        Figure.of("of them DML", "original.day.dml", value -> count(value)).atMost(8),
        Figure.of("one after another", "original.day.oneAfterAnother", value -> count(value))
            .atMost(10),
        Figure.of("billed bytes to the original's", "original.billedRatio", value -> decimal(value))
            .atMost(0.1),
        Figure.of(
                "statements of a first run to the original's",
                "original.firstRunRatio",
                value -> "%.4f".formatted(value))
            .atMost(0.01));
  }

  @Override
  public Chapter run(Conditions conditions) throws IOException, InterruptedException, SQLException {
    Path folder = conditions.folder().resolve("original");
    int events = conditions.scale().originalEvents();
    SampleSize size = SampleSize.ofEvents(events, conditions.scale().partitions());
    Replay original;
    JobRun job;
    try (PreparedDay day =
        PreparedDay.prepare(folder, size, configuration -> {}, conditions.progress())) {
      conditions.progress().accept("this job's run");
      job = day.run();
      day.restore();
      conditions.progress().accept("the original's statements");
      original = replay(day);
    }
    Folders.delete(folder);
    int days =
        Math.min(
            DAYS_OF_FIRST_RUN,
            conditions.scale().firstRunDays().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElseThrow());
    Map<String, Double> first = firstRun(days, conditions);
    conditions.progress().accept("a run with slow queries");
    JobRun patient = patientRun(conditions);
    return chapter(conditions, original, job, patient, days, first);
  }

  private static Map<String, Double> firstRun(int days, Conditions conditions)
      throws IOException, InterruptedException, SQLException {
    if (conditions.figures().containsKey(FirstRun.statements(days))) {
      return conditions.figures();
    }
    conditions.progress().accept("a first run, days: %d".formatted(days));
    return FirstRun.figures(days, FirstRun.over(days, conditions.folder().resolve("first-run")));
  }

  private static Replay replay(PreparedDay day) throws IOException {
    OriginalStatements statements = new OriginalStatements(day);
    try (AthenaSession athena = day.job().athena()) {
      statements.setUp().forEach(athena::run);
      List<String> all = statements.day();
      Instant start = Instant.now();
      long begin = System.nanoTime();
      double limited = 0;
      for (String sql : all) {
        long before = System.nanoTime();
        athena.run(sql);
        limited += Math.max(1, (System.nanoTime() - before) / 1e9);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      StatementRuns runs = day.job().statementsSince(start);
      return new Replay(runs, seconds, limited);
    }
  }

  private static JobRun patientRun(Conditions conditions)
      throws IOException, InterruptedException, SQLException {
    Path folder = conditions.folder().resolve("patient");
    try (PreparedDay day =
        PreparedDay.prepare(
            folder, SMALL, conditions.scale().patience(), configuration -> {}, what -> {})) {
      return day.run();
    } finally {
      Folders.delete(folder);
    }
  }

  private Chapter chapter(
      Conditions conditions,
      Replay original,
      JobRun job,
      JobRun patient,
      int days,
      Map<String, Double> first) {
    StatementRuns theirs = original.statements();
    StatementRuns ours = job.statements();
    double patience = conditions.scale().patience().toMillis() / 1e3;
    Table day =
        new Table("a normal day", "the original", "this job", "ratio")
            .row("statements", theirs.count(), ours.count(), ratio(ours.count(), theirs.count()))
            .row("of them DML", theirs.data(), ours.data(), ratio(ours.data(), theirs.data()))
            .row(
                "one after another",
                theirs.count(),
                patient.statements().oneAfterAnother(),
                ratio(patient.statements().oneAfterAnother(), theirs.count()))
            .row(
                "scanned",
                bytes(theirs.scannedBytes()),
                bytes(ours.scannedBytes()),
                ratio(ours.scannedBytes(), theirs.scannedBytes()))
            .row(
                "billed",
                bytes(theirs.billedBytes()),
                bytes(ours.billedBytes()),
                ratio(ours.billedBytes(), theirs.billedBytes()))
            .row(
                "time without its limit",
                time(original.seconds()),
                time(job.seconds()),
                ratio(job.seconds(), original.seconds()))
            .row(
                "time with its limit (computed)",
                time(original.limitedSeconds()),
                time(job.seconds()),
                ratio(job.seconds(), original.limitedSeconds()))
            .row(
                "time when each takes %s (its: computed)".formatted(time(patience)),
                time(patience * theirs.count()),
                time(patient.seconds()),
                ratio(patient.seconds(), patience * theirs.count()));
    double theirFirst = (double) days * theirs.count();
    double ourFirst = first.get(FirstRun.statements(days));
    double ourFirstSeconds = first.get(FirstRun.seconds(days));
    Table firstRun =
        new Table("a first run", "the original", "this job", "ratio")
            .row(
                "statements",
                count(theirFirst),
                count(ourFirst),
                "%.4f".formatted(ourFirst / theirFirst))
            .row(
                "time (its: a second for each statement)",
                time(theirFirst),
                time(ourFirstSeconds),
                "%.4f".formatted(ourFirstSeconds / theirFirst));
    Map<String, Double> measured =
        Map.of(
            "original.statements", (double) theirs.count(),
            "original.day.statements", (double) ours.count(),
            "original.day.dml", (double) ours.data(),
            "original.day.oneAfterAnother", (double) patient.statements().oneAfterAnother(),
            "original.billedRatio", (double) ours.billedBytes() / theirs.billedBytes(),
            "original.timeRatio", job.seconds() / original.limitedSeconds(),
            "original.firstRunRatio", ourFirst / theirFirst);
    return new Chapter(
        name(),
        TEXT.formatted(
            rounded(conditions.scale().originalEvents()),
            conditions.scale().partitions(),
            time(patience),
            day,
            days,
            firstRun,
            Figure.table(figures(conditions.scale()), measured)),
        Map.of(),
        measured);
  }

  private static String ratio(long ours, long theirs) {
    return ratio((double) ours, (double) theirs);
  }

  private static String ratio(double ours, double theirs) {
    return decimal(ours / theirs);
  }
}
