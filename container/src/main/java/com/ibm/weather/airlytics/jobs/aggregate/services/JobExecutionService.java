package com.ibm.weather.airlytics.jobs.aggregate.services;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Evaluation;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.AwsClients;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobRun;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.RunListener;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.RunServices;
import com.ibm.weather.airlytics.jobs.aggregate.container.logging.LogFields;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockCredentials;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.CheckLastDayHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.DailyAggregationHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.ExportCsvHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.ImportToUserDbHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Stage;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.WindowAggregationHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Starts the job shortly after the application starts, and is done when the job is finished. */
public final class JobExecutionService {

  private static final Logger LOGGER = LoggerFactory.getLogger(JobExecutionService.class);

  private final String id = UUID.randomUUID().toString();
  private final Map<String, String> environment;
  private final Progress progress;
  private final RunListener listener;
  private final LeaseTimes leaseTimes;
  private Optional<JobRun> current = Optional.empty();
  private Optional<Thread> preparing = Optional.empty();
  private boolean cancelled;

  /**
   * A service.
   *
   * @param environment the environment variables, as the CronJob sets them
   */
  public JobExecutionService(Map<String, String> environment) {
    this(environment, new Progress(), RunListener.NONE);
  }

  /**
   * A service that is watched.
   *
   * @param environment the environment variables, as the CronJob sets them
   * @param progress is given every sign of life
   * @param listener is told how a run comes along
   */
  public JobExecutionService(
      Map<String, String> environment, Progress progress, RunListener listener) {
    this(environment, progress, listener, LeaseTimes.STANDARD);
  }

  /**
   * A service that is watched, and loses or takes over a lease after other times than usual. All
   * processes that run an aggregation have to agree on them.
   *
   * @see #JobExecutionService(Map, Progress, RunListener)
   */
  public JobExecutionService(
      Map<String, String> environment,
      Progress progress,
      RunListener listener,
      LeaseTimes leaseTimes) {
    this.environment = Map.copyOf(environment);
    this.progress = progress;
    this.listener = listener;
    this.leaseTimes = leaseTimes;
  }

  /**
   * Where the job's configuration comes from. {@link #cancel} interrupts the current thread, which
   * may wait for a server.
   *
   * @param notices told when a server did not answer and will be asked again
   * @param evaluations told which of Airlock's rules apply
   */
  public ConfigurationLookup configurations(
      Consumer<String> notices, Consumer<Evaluation> evaluations) {
    prepare();
    return new ConfigurationLookup(environment, progress, notices, evaluations);
  }

  /** Runs the job and reports to the log, failures too: it throws no exception. */
  public JobResult execute(JobRequest request) {
    LogFields.Scope scope = LogFields.run(id);
    try {
      JobResult result = run(request);
      listener.ended(result);
      LOGGER
          .atLevel(result.exitCode() == JobResult.DONE ? Level.INFO : Level.ERROR)
          .log("{}", result.ending());
      return result;
    } finally {
      scope.close();
    }
  }

  private JobResult run(JobRequest request) {
    try {
      ConfigurationLookup lookup =
          configurations(this::notice, evaluation -> LOGGER.info("{}", evaluation.summary()));
      requireEnvironment(lookup, request);
      Aggregation aggregation = lookup.aggregation();
      Optional<AirlockCredentials> credentials = AirlockCredentials.of(environment);
      Configuration configuration =
          progress.during(
              "the reading of the configuration",
              () -> lookup.configuration(request.configurationUri()));
      listener.configured();
      try (AwsClients clients =
          new AwsClients(environment, configuration.athenaRegion(), progress)) {
        progress.during("the search for AWS credentials", clients::requireCredentials);
        DataLake dataLake = new DataLake(clients.s3());
        EarlierQueries queries = new EarlierQueries(clients::athena);
        Map<String, RequestStreamHandler> functions =
            Map.of(
                Stage.CHECK_LAST_DAY.stateName(),
                new CheckLastDayHandler(dataLake, any -> configuration, queries, leaseTimes),
                Stage.DAILY_AGGREGATION.stateName(),
                new DailyAggregationHandler(dataLake, queries),
                Stage.WINDOW_AGGREGATION.stateName(),
                new WindowAggregationHandler(dataLake, queries),
                Stage.EXPORT_CSV.stateName(),
                new ExportCsvHandler(dataLake, queries),
                Stage.IMPORT_TO_USER_DB.stateName(),
                new ImportToUserDbHandler(dataLake, credentials));
        RunServices services = new RunServices(clients.athena(), clients::stepFunctions, functions);
        JobRun run = new JobRun(id, services, progress, listener.figures(), leaseTimes);
        begin(run);
        LOGGER.info("{}: the run begins", aggregation);
        return run.execute(input(request, aggregation), request.startTime());
      }
    } catch (RuntimeException | Error e) {
      return failed(e);
    } finally {
      prepared();
    }
  }

  private JobResult failed(Throwable e) {
    if (isCancelled()) {
      return JobResult.withoutStages(JobResult.FAILED, JobRun.STOPPED);
    }
    if (e instanceof InvalidInputException) {
      return JobResult.withoutStages(JobResult.WRONG_INPUT, e.getMessage());
    }
    LOGGER.debug("It failed here:", e);
    String reason =
        e instanceof Error ? e.toString() : Objects.toString(e.getMessage(), e.toString());
    return JobResult.withoutStages(
        JobResult.FAILED, "The run failed: %s. The next run tries again.".formatted(reason));
  }

  private void requireEnvironment(ConfigurationLookup lookup, JobRequest request) {
    List<Runnable> checks = new ArrayList<>(lookup.checks(request.configurationUri()));
    checks.add(() -> AirlockCredentials.of(environment));
    checks.addAll(AwsClients.checks(environment));
    checks.add(() -> listener.started(id));
    InvalidInputs.requireNone(checks);
  }

  /**
   * Stops the run, or the one that is about to begin: its queries are stopped, and {@link #execute}
   * returns soon.
   */
  public synchronized void cancel() {
    cancelled = true;
    current.ifPresentOrElse(JobRun::cancel, () -> preparing.ifPresent(Thread::interrupt));
  }

  /** Whoever asks a server again is well. */
  private void notice(String notice) {
    progress.goOn();
    LOGGER.warn("{}", notice);
  }

  private synchronized void prepare() {
    if (cancelled) {
      throw new CancellationException("it was told to before it began");
    }
    preparing = Optional.of(Thread.currentThread());
  }

  /** From now on this thread is not interrupted, and forgets that it was. */
  private synchronized void prepared() {
    preparing = Optional.empty();
    if (cancelled) {
      Thread.interrupted();
    }
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Says in the log what is still being done although the run was cancelled. */
  public void tellThatItGoesOn() {
    LogFields.Scope scope = LogFields.run(id);
    try {
      LOGGER.error(
          "The run did not stop in time, and is killed in {}. A query of it may go on; the next run"
              + " carries on where this one was.",
          progress.works());
    } finally {
      scope.close();
    }
  }

  private synchronized void begin(JobRun run) {
    prepared();
    current = Optional.of(run);
    if (cancelled) {
      run.cancel();
    }
  }

  private static ObjectNode input(JobRequest request, Aggregation aggregation) {
    ObjectNode input = Json.MAPPER.createObjectNode();
    input.put("aggregation", aggregation.aggregation());
    input.put("environment", aggregation.environment());
    input.put("product", aggregation.product());
    input.put("deployment", aggregation.deployment());
    input.put("time", request.startTime().toString());
    request.today().ifPresent(today -> input.put("today", today.toString()));
    request.stage().ifPresent(stage -> input.put("stage", stage.stateName()));
    request.day().ifPresent(day -> input.put("day", day.toString()));
    request.reprocess().ifPresent(days -> input.put("reprocess", days.toString()));
    return input;
  }
}
