package com.ibm.weather.airlytics.jobs.aggregate.local.demo;

import com.ibm.weather.airlytics.jobs.aggregate.container.VersionProvider;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockException;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalException;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalPorts;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalServices;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line of the embedded default. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    description = {
      "Runs the whole job on this machine: starts S3, Athena, Airlock and a user DB, writes sample"
          + " events, runs the job twice as the CronJob would, and shows the result.",
      "Run again, it does nothing twice."
    })
public final class LocalCommand implements Runnable {

  /** What all commands share. */
  static final class Place {

    @Option(
        names = "--folder",
        scope = ScopeType.INHERIT,
        paramLabel = "DIR",
        defaultValue = "demo-data",
        description = "where all data lies (default: ${DEFAULT-VALUE})")
    private Path folder;

    @Option(
        names = "--s3-port",
        scope = ScopeType.INHERIT,
        paramLabel = "PORT",
        description = "port of S3")
    private Optional<Integer> s3 = Optional.empty();

    @Option(
        names = "--athena-port",
        scope = ScopeType.INHERIT,
        paramLabel = "PORT",
        description = "port of Athena")
    private Optional<Integer> athena = Optional.empty();

    @Option(
        names = "--airlock-port",
        scope = ScopeType.INHERIT,
        paramLabel = "PORT",
        description = "port of Airlock")
    private Optional<Integer> airlock = Optional.empty();

    @Option(
        names = "--user-db-port",
        scope = ScopeType.INHERIT,
        paramLabel = "PORT",
        description = "port of the user DB")
    private Optional<Integer> userDb = Optional.empty();

    LocalServices start(LocalPorts defaults, PrintStream out) {
      out.printf("Starting S3, Athena, Airlock and the user DB on %s%n", folder.toAbsolutePath());
      return LocalServices.start(
          folder,
          new LocalPorts(
              s3.orElse(defaults.s3()),
              athena.orElse(defaults.athena()),
              airlock.orElse(defaults.airlock()),
              userDb.orElse(defaults.userDb())));
    }
  }

  private static final LocalPorts SERVE_PORTS = new LocalPorts(9000, 9001, 9002, 9003);

  @Mixin private Place place;

  @Option(
      names = "--raw-events",
      paramLabel = "DIR",
      description =
          "your own raw events instead of the sample: partition=<n>/day=<yyyy-MM-dd>/*.parquet with"
              + " userid, shard, name and event")
  private Optional<Path> rawEvents = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "your own configuration instead of the documented one")
  private Optional<Path> configuration = Optional.empty();

  @Option(
      names = "--airlock",
      description =
          "the job gets the documented configuration from Airlock, as in production: from rules for"
              + " each deployment and product")
  private boolean fromAirlock;

  private final PrintStream out;
  private int exitCode = JobResult.DONE;

  private LocalCommand(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }

  /** Runs the command line in this process and returns its exit code. */
  public static int run(PrintStream out, PrintStream err, String... arguments) {
    LocalCommand command = new LocalCommand(out);
    int usage =
        new CommandLine(command)
            .setExecutionExceptionHandler(
                (exception, line, parsed) -> {
                  err.println(exception.getMessage());
                  return exitCode(exception);
                })
            .execute(arguments);
    return usage == 0 ? command.exitCode : usage;
  }

  private static int exitCode(Exception exception) throws Exception {
    if (exception instanceof InvalidInputException) {
      return JobResult.WRONG_INPUT;
    }
    if (exception instanceof LocalException || exception instanceof AirlockException) {
      return JobResult.FAILED;
    }
    throw exception;
  }

  @Override
  public void run() {
    if (fromAirlock && configuration.isPresent()) {
      throw new InvalidInputException(
          "--airlock has the documented configuration; leave it or --config out");
    }
    Demo.check(rawEvents, configuration);
    try (LocalServices services = place.start(LocalPorts.ANY, out)) {
      exitCode = new Demo(services, out).run(rawEvents, configuration, fromAirlock);
    }
  }

  /** Leaves the services running. */
  @Command(
      name = "serve",
      mixinStandardHelpOptions = true,
      description =
          "Starts the services on the data of the demo, and leaves them running until Ctrl-C.")
  void serve() throws InterruptedException {
    LocalServices services = place.start(SERVE_PORTS, out);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  services.close();
                  stopped.countDown();
                },
                "stop"));
    new TreeMap<>(services.awsEnvironment())
        .forEach((name, value) -> out.printf("export %s=%s%n", name, value));
    out.printf("export AIRLOCK_DEFAULTS_FILE=%s%n", services.airlock().defaultsFile());
    out.printf("Airlock  %s%n", services.airlock().baseUrl());
    out.printf("user DB  %s%n", services.userDb().jdbcUrl());
    out.println("With these variables set, for example:");
    out.println("  aws --endpoint-url $AWS_ENDPOINT_URL_S3 s3 ls");
    out.println(
        "  aws --endpoint-url $AWS_ENDPOINT_URL_ATHENA athena start-query-execution"
            + " --query-string 'SELECT 1' --result-configuration OutputLocation="
            + "s3://aws-athena-query-results-eu-west-1/");
    out.printf(
        "  psql postgresql://postgres@localhost:%s/postgres%n",
        URI.create(services.userDb().jdbcUrl().substring("jdbc:".length())).getPort());
    out.println("Ready; Ctrl-C ends it.");
    stopped.await();
  }
}
