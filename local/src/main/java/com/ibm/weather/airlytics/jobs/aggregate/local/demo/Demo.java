package com.ibm.weather.airlytics.jobs.aggregate.local.demo;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.local.Installation;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalException;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalServices;
import com.ibm.weather.airlytics.jobs.aggregate.local.RawEvents;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleEvents;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobExecutionService;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole job on one machine: events in, two runs as the CronJob would do them, user DB filled.
 */
final class Demo {

  private static final Map<String, String> AGGREGATION =
      Map.of(
          "AIRLYTICS_AGGREGATION", "LTV",
          "AIRLYTICS_ENVIRONMENT", "PROD",
          "AIRLYTICS_PRODUCT", "Hello World App",
          "AIRLYTICS_DEPLOYMENT", "INTERNAL");

  private static final SampleOptions SAMPLE_OPTIONS = SampleOptions.demo();
  private static final RawEvents SAMPLE =
      new RawEvents(
          Path.of("sample"),
          SAMPLE_OPTIONS.firstDay(),
          SAMPLE_OPTIONS.firstDay().plusDays(SAMPLE_OPTIONS.days() - 1L),
          SAMPLE_OPTIONS.partitions());

  private final LocalServices services;
  private final PrintStream out;

  Demo(LocalServices services, PrintStream out) {
    this.services = services;
    this.out = out;
  }

  /**
   * Checks what somebody gave, before anything is started.
   *
   * @throws InvalidInputException when the configuration cannot be used
   * @throws LocalException when the raw events cannot
   */
  static void check(Optional<Path> rawEvents, Optional<Path> configuration) {
    RawEvents events = rawEvents.map(RawEvents::inspect).orElse(SAMPLE);
    DemoConfiguration.of(configuration, URI.create("http://127.0.0.1/airlock/api"), events);
  }

  /**
   * Runs it.
   *
   * @param rawEvents somebody's own raw events; empty for the sample
   * @param configuration somebody's own configuration; empty for the documented one
   * @param fromAirlock whether the job gets the documented configuration from Airlock
   * @return the exit code
   */
  int run(Optional<Path> rawEvents, Optional<Path> configuration, boolean fromAirlock) {
    RawEvents events = rawEvents.map(RawEvents::inspect).orElseGet(this::sample);
    DemoConfiguration demo =
        DemoConfiguration.of(configuration, services.airlock().baseUrl(), events);
    Path file = services.folder().resolve("configuration.json");
    demo.write(file);
    new Installation(services, demo.configuration()).prepare(events);
    Map<String, String> environment = new HashMap<>(AGGREGATION);
    environment.putAll(services.awsEnvironment());
    if (fromAirlock) {
      file = DemoRuntimeFile.write(demo.json(), services.airlock().season());
      environment.put("AIRLOCK_DEFAULTS_FILE", services.airlock().defaultsFile().toString());
      out.printf("%nThe configuration, as config show explains it:%n");
      new JobExecutionService(environment)
          .configurations(out::println, evaluation -> evaluation.table().forEach(out::println))
          .configuration(Optional.empty());
    } else {
      environment.put("AIRLYTICS_CONFIGURATION_URI", "file:" + file);
    }
    List<JobResult> results = new ArrayList<>();
    for (LocalDate today : List.of(events.lastDay(), events.lastDay().plusDays(1))) {
      out.printf("%nThe job, as the CronJob would run it on %s:%n", today);
      JobResult result =
          new JobExecutionService(environment)
              .execute(JobRequest.wholeJob(Optional.empty(), Optional.of(today), Instant.now()));
      if (result.exitCode() != JobResult.DONE) {
        return result.exitCode();
      }
      results.add(result);
    }
    boolean imported = true;
    if (demo.configuration().importToUserDb()) {
      out.printf("%nWaiting for the import into the user DB ... ");
      String status = new ImportWait(demo.configuration()).untilEnded();
      out.println(status);
      imported = !status.startsWith("FAILED");
    }
    new DemoReport(services, demo.configuration(), out).print(results, events.lastDay(), file);
    return imported ? JobResult.DONE : JobResult.FAILED;
  }

  private RawEvents sample() {
    SampleOptions options = SAMPLE_OPTIONS;
    Path folder = Installation.rawEventsFolder(services, "sample");
    Path complete = services.folder().resolve("sample-complete.txt");
    try {
      if (Files.exists(complete) && Files.readString(complete).equals(options.toString())) {
        out.printf("The sample events are there from an earlier time: %s%n", folder);
      } else {
        write(options, folder);
        Files.writeString(complete, options.toString());
      }
    } catch (IOException e) {
      throw new LocalException("the sample events cannot be written to " + folder, e);
    }
    return new RawEvents(folder, SAMPLE.firstDay(), SAMPLE.lastDay(), SAMPLE.partitions());
  }

  private void write(SampleOptions options, Path folder) throws IOException {
    out.printf(
        "Writing sample events: %d days, %,d users, %,d events%n",
        options.days(), options.users(), (long) options.days() * options.eventsPerDay());
    int[] done = {0};
    SampleEvents.write(
        folder,
        options,
        day -> {
          done[0]++;
          out.printf("\r  %s (%d of %d)", day, done[0], options.days());
          out.flush();
        });
    out.println();
  }
}
