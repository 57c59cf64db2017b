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
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationReader;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.CheckLastDayHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.DailyAggregationHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.ExportCsvHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.ImportToUserDbHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.WindowAggregationHandler;
import com.ibm.weather.airlytics.jobs.aggregate.local.RecordedFunctions.Failure;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * The job on a very small sample, run with functions whose calls are kept. A redrive is a second
 * execution with the same input: what was answered in the first attempt is answered as it was then,
 * and Athena knows the statements of the first attempt by their tokens.
 */
final class RedriveFixture implements AutoCloseable {

  /** A run that ended without its process is not waited for as long as in earnest. */
  private static final LeaseTimes SOON_GONE =
      new LeaseTimes(
          Duration.ofMillis(100),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(200));

  private static final int PARTITIONS = 4;

  private final JobFixture job;
  private final AwsClients clients;
  private final Map<String, RequestStreamHandler> functions;

  private RedriveFixture(JobFixture job) {
    this.job = job;
    this.clients = new AwsClients(job.services().awsEnvironment(), "eu-west-1");
    Configuration configuration =
        ConfigurationReader.read(job.configuration(), "the configuration of the test");
    DataLake dataLake = new DataLake(clients.s3());
    EarlierQueries queries = new EarlierQueries(clients::athena);
    this.functions =
        Map.of(
            "CheckLastDay",
                new CheckLastDayHandler(dataLake, any -> configuration, queries, SOON_GONE),
            "DailyAggregation", new DailyAggregationHandler(dataLake, queries),
            "WindowAggregation", new WindowAggregationHandler(dataLake, queries),
            "ExportCsv", new ExportCsvHandler(dataLake, queries),
            "ImportToUserDb", new ImportToUserDbHandler(dataLake, Optional.empty()));
  }

  static RedriveFixture start(Path folder, LocalDate firstDay, int days) throws IOException {
    return new RedriveFixture(JobFixture.start(folder, sample(firstDay, days)));
  }

  /** With an Athena that runs so many queries at a time. */
  static RedriveFixture start(Path folder, LocalDate firstDay, int days, int concurrency)
      throws IOException {
    return new RedriveFixture(
        JobFixture.start(
            sample(firstDay, days),
            LocalServices.start(
                folder,
                LocalPorts.ANY,
                Optional.empty(),
                athena -> athena.withConcurrency(concurrency))));
  }

  private static SampleOptions sample(LocalDate firstDay, int days) {
    return new SampleOptions(firstDay, days, 20, 40, PARTITIONS, 7);
  }

  JobFixture job() {
    return job;
  }

  /** A run of a day, which is done when this returns. */
  RecordedFunctions run(LocalDate lastDay) throws Exception {
    RecordedFunctions recorded = new RecordedFunctions(functions);
    assertThat(execute(recorded, lastDay).exitCode()).isEqualTo(JobResult.DONE);
    return recorded;
  }

  /** A run of a day that fails. */
  RecordedFunctions failedRun(LocalDate lastDay, Failure failure) throws Exception {
    RecordedFunctions recorded = new RecordedFunctions(functions).failing(failure);
    assertThat(execute(recorded, lastDay).exitCode())
        .as("%s", failure)
        .isNotEqualTo(JobResult.DONE);
    return recorded;
  }

  /** A run that does days again and fails. */
  void failedReprocessing(LocalDate lastDay, DayRange days, Failure failure) throws Exception {
    ObjectNode input = input(lastDay).put("reprocess", days.toString());
    RecordedFunctions recorded = new RecordedFunctions(functions).failing(failure);
    assertThat(execute(recorded, input).exitCode()).as("%s", failure).isNotEqualTo(JobResult.DONE);
  }

  /** Redrives a failed run of a day. */
  JobResult redrive(RecordedFunctions failed, LocalDate lastDay) throws Exception {
    return execute(failed.redriven(), lastDay);
  }

  private JobResult execute(RecordedFunctions recorded, LocalDate lastDay) throws Exception {
    return execute(recorded, input(lastDay));
  }

  private JobResult execute(RecordedFunctions recorded, ObjectNode input) throws Exception {
    JobRun run =
        new JobRun(
            "run-1",
            new RunServices(clients.athena(), clients::stepFunctions, recorded.handlers()),
            new Progress(),
            FiguresListener.NONE,
            LeaseTimes.STANDARD,
            new HurriedTime(),
            () -> 0L);
    JobResult result = run.execute(input, Instant.now());
    job.awaitImports();
    return result;
  }

  private static ObjectNode input(LocalDate lastDay) {
    ObjectNode input = Json.MAPPER.createObjectNode();
    return input
        .put("aggregation", "LTV")
        .put("environment", "PROD")
        .put("product", "Hello World App")
        .put("deployment", "INTERNAL")
        .put("today", lastDay.plusDays(1).toString());
  }

  @Override
  public void close() {
    clients.close();
    job.close();
  }
}
