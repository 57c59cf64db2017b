package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.AwsClients;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FiguresListener;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobRun;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.RunServices;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockClient;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockCredentials;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationReader;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.CheckLastDayHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.DailyAggregationHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.ExportCsvHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.ImportToUserDbHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.WindowAggregationHandler;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Credentials;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.Fault;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.FaultProxy;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stages of one day, and an Airlock with authentication that a proxy can make fail. */
final class AirlockFaults implements AutoCloseable {

  static final LocalDate DAY = LocalDate.parse("2021-06-02");
  static final String IMPORT = "ImportToUserDb";

  private static final Credentials CREDENTIALS = new Credentials("key-1", "password-1");
  private static final AirlockCredentials JOB_CREDENTIALS =
      new AirlockCredentials(CREDENTIALS.key(), CREDENTIALS.password());

  private final JobFixture job;
  private final FaultProxy proxy;
  private final AwsClients clients;
  private final AirlockClient airlock;
  private final List<String> failures = new ArrayList<>();

  private AirlockFaults(JobFixture job) {
    this.job = job;
    URI url = job.services().airlock().baseUrl();
    this.proxy = FaultProxy.before(url, call -> Fault.pass());
    this.clients = new AwsClients(job.services().awsEnvironment(), "eu-west-1");
    this.airlock = new AirlockClient(url.toString(), Optional.of(JOB_CREDENTIALS));
  }

  static AirlockFaults start(Path folder) throws IOException {
    SampleOptions sample = new SampleOptions(DAY.minusDays(1), 2, 20, 40, 4, 7);
    return new AirlockFaults(
        JobFixture.start(
            sample, LocalServices.start(folder, LocalPorts.ANY, Optional.of(CREDENTIALS))));
  }

  JobFixture job() {
    return job;
  }

  FaultProxy proxy() {
    return proxy;
  }

  /** Why the import failed, each time that it did. */
  List<String> failures() {
    return failures;
  }

  /** Runs one stage of the day alone. */
  JobResult run(String stage) {
    return run(stage, proxy);
  }

  /** Runs one stage of the day alone, or all where the name is empty. */
  JobResult run(String stage, FaultProxy airlockProxy) {
    Configuration configuration =
        ConfigurationReader.read(
            job.configuration().deepCopy().put("airlockApiBaseUrl", airlockProxy.url().toString()),
            "the configuration of the test");
    DataLake dataLake = new DataLake(clients.s3());
    EarlierQueries queries = new EarlierQueries(clients::athena);
    Map<String, RequestStreamHandler> functions =
        Map.of(
            "CheckLastDay",
            new CheckLastDayHandler(dataLake, any -> configuration, queries),
            "DailyAggregation",
            new DailyAggregationHandler(dataLake, queries),
            "WindowAggregation",
            new WindowAggregationHandler(dataLake, queries),
            "ExportCsv",
            new ExportCsvHandler(dataLake, queries),
            IMPORT,
            keepingFailures(new ImportToUserDbHandler(dataLake, Optional.of(JOB_CREDENTIALS))));
    ObjectNode input =
        Json.MAPPER
            .createObjectNode()
            .put("aggregation", "LTV")
            .put("environment", "PROD")
            .put("product", "Hello World App")
            .put("deployment", "INTERNAL")
            .put("today", DAY.plusDays(1).toString());
    if (!stage.isEmpty()) {
      input.put("stage", stage).put("day", DAY.toString());
    }
    JobRun run =
        new JobRun(
            "run-1",
            new RunServices(clients.athena(), clients::stepFunctions, functions),
            new Progress(),
            FiguresListener.NONE,
            LeaseTimes.STANDARD,
            new HurriedTime(),
            () -> 0L);
    return run.execute(input, Instant.now());
  }

  private RequestStreamHandler keepingFailures(RequestStreamHandler function) {
    return (input, output, context) -> {
      try {
        function.handleRequest(input, output, context);
      } catch (RuntimeException e) {
        failures.add(e.getMessage());
        throw e;
      }
    };
  }

  /** How many imports Airlock has. */
  int imports() {
    return airlock.imports(job.configuration().path("airlockProductId").asText()).size();
  }

  /** Waits until all imports have ended. */
  void awaitImports() {
    Instant end = Instant.now().plusSeconds(30);
    while (!airlock.imports(job.configuration().path("airlockProductId").asText()).stream()
        .allMatch(known -> known.isCompleted() || known.isFailed())) {
      assertThat(Instant.now()).as("the imports have not ended").isBefore(end);
    }
  }

  @Override
  public void close() {
    clients.close();
    proxy.close();
    job.close();
  }
}
