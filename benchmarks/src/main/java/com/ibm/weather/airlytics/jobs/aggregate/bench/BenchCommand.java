package com.ibm.weather.airlytics.jobs.aggregate.bench;

import com.ibm.weather.airlytics.jobs.aggregate.bench.growth.Growth;
import com.ibm.weather.airlytics.jobs.aggregate.bench.limit.AgainstTheLimit;
import com.ibm.weather.airlytics.jobs.aggregate.bench.memory.MemoryAndStart;
import com.ibm.weather.airlytics.jobs.aggregate.bench.original.AgainstTheOriginal;
import com.ibm.weather.airlytics.jobs.aggregate.bench.paper.InternetScale;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Figure;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Report;
import com.ibm.weather.airlytics.jobs.aggregate.container.VersionProvider;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line of the benchmarks. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    description = {
      "Measures the job on this machine and writes a report. Chapters that are not measured stay as"
          + " an earlier run left them.",
      "Nothing else should run on the machine meanwhile."
    })
public final class BenchCommand implements Callable<Integer> {

  private static final String PUBLISHED = "docs/benchmarks/README.md";

  /** The names of the scales on the command line. */
  enum ScaleName {
    TOY,
    SMALL,
    FULL;

    private Scale scale() {
      return switch (this) {
        case TOY -> Scale.TOY;
        case SMALL -> Scale.SMALL;
        case FULL -> Scale.FULL;
      };
    }
  }

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      defaultValue = "small",
      description =
          "small: minutes (the default); full: an hour, and 10 GB of disk; toy: a minute, to see"
              + " whether it works")
  private ScaleName scale;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "limit, growth, original, memory or internet-scale; may be given again")
  private List<String> only = List.of();

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = "bench-data",
      description = "where data lies while it is needed (default: ${DEFAULT-VALUE})")
  private Path folder;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "the report (default: report.md in the folder)")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--publish",
      description =
          "writes the project's report, " + PUBLISHED + ", and the pages that show its figures")
  private boolean publish;

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  private final PrintStream out;

  private BenchCommand(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) {
    System.exit(run(System.out, arguments));
  }

  /** Runs the command line in this process and returns its exit code. */
  static int run(PrintStream out, String... arguments) {
    BenchCommand command = new BenchCommand(out);
    return new CommandLine(command)
        .setExecutionExceptionHandler((exception, line, parsed) -> command.failed(exception))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  /** Tells what can go wrong on a machine; what else does is a bug, and keeps its stack. */
  private int failed(Exception exception) throws Exception {
    if (!(exception instanceof IllegalStateException || exception instanceof IOException)) {
      throw exception;
    }
    out.printf(
        "%nThe benchmark failed: %s%nChapters that were done are in the report; data may be left in"
            + " %s.%n",
        exception, folder.toAbsolutePath());
    return 1;
  }

  /** In the order in which one needs what another has measured. */
  private static List<Benchmark> all() {
    return List.of(
        new AgainstTheLimit(),
        new Growth(),
        new AgainstTheOriginal(),
        new MemoryAndStart(),
        new InternetScale());
  }

  @Override
  public Integer call() throws Exception {
    List<String> names = all().stream().map(Benchmark::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new ParameterException(
            command.commandLine(),
            "--only %s: there is no such benchmark; there are %s".formatted(name, names));
      }
    }
    Path file = publish ? Path.of(PUBLISHED) : report.orElseGet(() -> folder.resolve("report.md"));
    Report written = Report.open(file);
    for (Benchmark benchmark : all()) {
      if (only.isEmpty() || only.contains(benchmark.name())) {
        long start = System.nanoTime();
        out.printf("%n%s%n", benchmark.name());
        Conditions conditions =
            new Conditions(
                folder.toAbsolutePath().normalize(),
                scale.scale(),
                written.figures(),
                what -> progress(start, what));
        written.add(
            benchmark.run(conditions),
            "at the scale " + scale.name().toLowerCase(Locale.ROOT),
            names);
      }
    }
    if (publish) {
      List<Figure> shown =
          all().stream().flatMap(each -> each.figures(scale.scale()).stream()).toList();
      Pages.update(Path.of(""), written, shown);
    }
    out.printf("%nThe report: %s%n", file.toAbsolutePath());
    return 0;
  }

  private void progress(long start, String what) {
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    out.printf(Locale.ROOT, "  %2d:%02d  %s%n", time.toMinutes(), time.toSecondsPart(), what);
  }
}
