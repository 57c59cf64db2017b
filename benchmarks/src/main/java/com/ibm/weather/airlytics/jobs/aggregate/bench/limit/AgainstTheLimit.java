package com.ibm.weather.airlytics.jobs.aggregate.bench.limit;

import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.bytes;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.decimal;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.rounded;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.report.Numbers.time;

import com.ibm.weather.airlytics.jobs.aggregate.bench.Benchmark;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Conditions;
import com.ibm.weather.airlytics.jobs.aggregate.bench.CpuTime;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Folders;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Median;
import com.ibm.weather.airlytics.jobs.aggregate.bench.ResidentMemory;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Scale;
import com.ibm.weather.airlytics.jobs.aggregate.bench.job.JobRun;
import com.ibm.weather.airlytics.jobs.aggregate.bench.job.PreparedDay;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Chapter;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Figure;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Table;
import com.ibm.weather.airlytics.jobs.aggregate.bench.sample.SampleSize;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The whole job on the embedded engine against one hand-written script on DuckDB alone. */
public final class AgainstTheLimit implements Benchmark {

  private static final String TEXT =
      """
      ## Against the limit

      A normal day after %d days of history with four windows: through the whole job (the container's
      command in a process of its own, S3 and Athena of the embedded default), and by one hand-written
      DuckDB script, `%s`, that computes the same outputs from the same files in one process. Both with the
      same threads and memory, alternating, median of %d; in the first round their outputs were compared row
      by row. A ratio is the job's time to the script's.

      %s
      Where that time goes, and for how much of it the engine works on the stage's data:

      %s
      The engine's part is more than the script's since every statement of the job can be the first after a
      crash: it reads from files what the one before has written, where the script has it in memory; a day is
      written twice, first as a draft whose totals are checked; the export counts and sets apart what the
      user DB would refuse. And it means what Athena means: JSON as Trino reads it, sums that cannot
      overflow, the shard of the latest day. All the rest does not grow with the events: the lease and the
      markers in S3, and looks at queries, by a JVM that has just started, on the engine's threads.

      The same in processor time, which hardly depends on what else the machine does:

      %s
      What a run takes beside its queries: everything from the start of the process to its end but the time
      in which the engine worked on a query. It is the processor's time of a JVM that loads and compiles
      everything for the first time, the AWS SDK above all, and does little of anything twice.

      %s
      %s""";

  private static final String SCRIPT =
      "benchmarks/src/main/resources/com/ibm/weather/airlytics/jobs/aggregate/bench/limit/script.sql";

  private static final int EVENTS_WITH_GOAL = 5_000_000;
  private static final double MOST_RATIO = 1.3;
  private static final double MOST_OVERHEAD_SECONDS = 2;

  private final Table ratios =
      new Table(
          "raw events a day",
          "raw bytes",
          "script",
          "job",
          "daily",
          "windows",
          "export",
          "all three");
  private final Table stageTimes =
      new Table("raw events a day", "stage", "script", "job", "of it the engine", "all the rest");
  private final Table processorTimes =
      new Table("raw events a day", "script", "container", "S3 and Athena", "ratio");
  private final Table overheads =
      new Table(
          "raw events a day",
          "run",
          "engine at work",
          "everything else",
          "of it before the first query",
          "statements",
          "of them DML");
  private final Map<String, Double> figures = new TreeMap<>();

  @Override
  public String name() {
    return "limit";
  }

  @Override
  public List<Figure> figures(Scale scale) {
    List<Figure> shown = new ArrayList<>();
    for (int events : scale.limitEvents()) {
      String key = "limit.%d.".formatted(events);
      Figure ratio =
          Figure.of(
              "ratio to the script's time, %s events".formatted(rounded(events)),
              key + "ratio",
              value -> decimal(value));
      shown.add(events < EVENTS_WITH_GOAL ? ratio : ratio.atMost(MOST_RATIO));
      shown.add(
          Figure.of(
                  "everything but the queries, %s events".formatted(rounded(events)),
                  key + "overhead",
                  value -> time(value))
              .atMost(MOST_OVERHEAD_SECONDS));
    }
    return shown;
  }

  @Override
  public Chapter run(Conditions conditions) throws IOException, InterruptedException, SQLException {
    for (int events : conditions.scale().limitEvents()) {
      Path folder = conditions.folder().resolve("limit-" + events);
      SampleSize size = SampleSize.ofEvents(events, conditions.scale().partitions());
      conditions.progress().accept("%s events a day".formatted(rounded(events)));
      try (PreparedDay day =
          PreparedDay.prepare(folder, size, configuration -> {}, conditions.progress())) {
        add(events, day.rawBytes(), rounds(day, conditions));
      }
      Folders.delete(folder);
    }
    return new Chapter(
        name(),
        TEXT.formatted(
            PreparedDay.HISTORY_DAYS,
            SCRIPT,
            conditions.scale().rounds(),
            ratios,
            stageTimes,
            processorTimes,
            overheads,
            Figure.table(figures(conditions.scale()), figures)),
        Map.of(),
        figures);
  }

  private static List<Round> rounds(PreparedDay day, Conditions conditions)
      throws IOException, InterruptedException, SQLException {
    HandWrittenScript script = new HandWrittenScript(day);
    List<Round> rounds = new ArrayList<>();
    for (int round = 1; round <= conditions.scale().rounds(); round++) {
      conditions.progress().accept("round %d of %d".formatted(round, conditions.scale().rounds()));
      ResidentMemory.forgetPeak();
      CpuTime services = CpuTime.start();
      JobRun job = day.run();
      double servicesCpu = services.seconds();
      long peak = ResidentMemory.peakBytes();
      CpuTime cpu = CpuTime.start();
      Map<String, Double> parts = script.run();
      rounds.add(new Round(job, servicesCpu, peak, parts, cpu.seconds()));
      if (round == 1) {
        SameOutputs.require(day, script);
      }
    }
    return rounds;
  }

  private void add(int events, long rawBytes, List<Round> rounds) {
    double script = Median.of(rounds, Round::scriptSeconds);
    double stages = Median.of(rounds, Round::stageSeconds);
    double scriptCpu = Median.of(rounds, Round::scriptCpuSeconds);
    double containerCpu = Median.of(rounds, round -> round.job().cpuSeconds());
    double servicesCpu = Median.of(rounds, Round::servicesCpuSeconds);
    double cpuRatio = (containerCpu + servicesCpu) / scriptCpu;
    List<Object> row = new ArrayList<>(List.of(rounded(events), bytes(rawBytes)));
    row.add(time(script));
    row.add(time(stages));
    for (String stage : Round.STAGES) {
      double job = Median.of(rounds, round -> round.job().figures().seconds(stage));
      double part = Median.of(rounds, round -> round.script().get(stage));
      double engine = Median.of(rounds, round -> round.engineSeconds(stage));
      stageTimes.row(
          rounded(events), stage, time(part), time(job), time(engine), time(job - engine));
      row.add(decimal(job / part));
      figures.put("limit.%d.ratio.%s".formatted(events, stage), job / part);
    }
    row.add(decimal(stages / script));
    ratios.row(row.toArray());
    processorTimes.row(
        rounded(events), time(scriptCpu), time(containerCpu), time(servicesCpu), decimal(cpuRatio));
    JobRun last = rounds.get(rounds.size() - 1).job();
    double overhead = Median.of(rounds, round -> round.job().overheadSeconds());
    overheads.row(
        rounded(events),
        time(Median.of(rounds, round -> round.job().seconds())),
        time(Median.of(rounds, round -> round.job().engineSeconds())),
        time(overhead),
        time(Median.of(rounds, round -> round.job().startSeconds())),
        last.statements().count(),
        last.statements().data());
    Map.of(
            "ratio",
            stages / script,
            "engineRatio",
            Round.STAGES.stream()
                    .mapToDouble(stage -> Median.of(rounds, round -> round.engineSeconds(stage)))
                    .sum()
                / script,
            "cpuRatio",
            cpuRatio,
            "overhead",
            overhead,
            "rawBytes",
            (double) rawBytes,
            "statements",
            (double) last.statements().count(),
            "dml",
            (double) last.statements().data(),
            "containerBytes",
            Median.of(rounds, round -> round.job().peakBytes()),
            "servicesBytes",
            Median.of(rounds, Round::servicesPeakBytes))
        .forEach((key, value) -> figures.put("limit.%d.%s".formatted(events, key), value));
  }
}
