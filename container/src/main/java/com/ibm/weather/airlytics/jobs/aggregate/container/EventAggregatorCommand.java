package com.ibm.weather.airlytics.jobs.aggregate.container;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.ibm.weather.airlytics.jobs.aggregate.container.health.Monitoring;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Stage;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobExecutionService;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The command line of the container. Without arguments it does what the CronJob does. */
@Command(
    name = "event-aggregator",
    description = {
      "Turns raw app events in Athena into per-user daily and windowed values, exports them as CSV"
          + " and has them imported into the user DB.",
      "Without options: every missing day up to yesterday, then windows, CSV and import.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or nothing to do, or the last day is not ready yet, or another run is at work",
      "1:a stage, Airlock or AWS failed; the next run carries on",
      "2:the configuration or the command line is wrong; nothing was touched",
      "143:stopped by SIGTERM; the next run carries on"
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  AIRLYTICS_AGGREGATION, AIRLYTICS_ENVIRONMENT,",
      "  AIRLYTICS_PRODUCT, AIRLYTICS_DEPLOYMENT",
      "                                 which aggregation to run",
      "  AIRLYTICS_CONFIGURATION_URI    the configuration, unless --config names it; if",
      "                                 neither does, Airlock has it",
      "  AIRLOCK_DEFAULTS_FILE          path of the season's AirlockDefaults.json;",
      "                                 without it, the one on the class path",
      "  AIRLOCK_USER_GROUPS            Airlock's user groups, separated by commas;",
      "                                 with any, rules in development count too",
      "  AIRLYTICS_HEALTH_PORT          8081: health and metrics; 0: none",
      "  AIRLYTICS_PUSHGATEWAY_URL      where the metrics go when the run ends",
      "  AIRLYTICS_LOG_LEVEL            INFO; DEBUG adds stack traces",
      "  AIRLYTICS_LOG_FORMAT           text; json for lines of JSON",
      "  AIRLOCK_KEY, AIRLOCK_PASSWORD  for the import; neither: no authentication",
      "  AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_ATHENA, AWS_REGION, ...",
      "                                 as the AWS SDK knows them"
    })
public final class EventAggregatorCommand implements Callable<Integer> {

  private static final class StageConverter implements ITypeConverter<Stage> {
    @Override
    public Stage convert(String value) {
      try {
        return Stage.named(value);
      } catch (InvalidInputException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  private static final class DayConverter implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String value) {
      try {
        return LocalDate.parse(value);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "\"%s\" is not a day; write it as yyyy-MM-dd".formatted(value));
      }
    }
  }

  private static final class DaysConverter implements ITypeConverter<DayRange> {
    @Override
    public DayRange convert(String value) {
      try {
        return DayRange.parse(value);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "\"%s\" are no days; write them as yyyy-MM-dd..yyyy-MM-dd, from the first to the last"
                .formatted(value));
      }
    }
  }

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "URI",
      description =
          "file:<path> or s3://<bucket>/<key>, with {aggregation}, {environment}, {product} and"
              + " {deployment} as placeholders")
  private Optional<String> configurationUri = Optional.empty();

  @Option(
      names = "--today",
      paramLabel = "DAY",
      converter = DayConverter.class,
      description =
          "the run date as yyyy-MM-dd, instead of today in UTC; the last day is the one before")
  private Optional<LocalDate> today = Optional.empty();

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      converter = StageConverter.class,
      description =
          "run one stage only: CheckLastDay, DailyAggregation, WindowAggregation, ExportCsv or"
              + " ImportToUserDb")
  private Optional<Stage> stage = Optional.empty();

  @Option(
      names = "--day",
      paramLabel = "DAY",
      converter = DayConverter.class,
      description = "with --stage: the day to run it for, as yyyy-MM-dd")
  private Optional<LocalDate> day = Optional.empty();

  @Option(
      names = "--reprocess",
      paramLabel = "FROM..TO",
      converter = DaysConverter.class,
      description =
          "days to aggregate again, as yyyy-MM-dd..yyyy-MM-dd or one day, and all that was made"
              + " from them")
  private Optional<DayRange> reprocess = Optional.empty();

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  private final JobExecutionService service;

  EventAggregatorCommand(JobExecutionService service) {
    this.service = service;
  }

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    Monitoring.limitRequests();
    JobExecutionService service = watched(System.getenv());
    StopOnSignal stop = StopOnSignal.install(service::cancel, service::tellThatItGoesOn);
    int exitCode;
    try {
      exitCode = commandLine(service).execute(arguments);
    } finally {
      stop.finished();
    }
    System.exit(exitCode);
  }

  /** Runs the command line in this process. */
  public static int run(Map<String, String> environment, String... arguments) {
    return commandLine(new JobExecutionService(environment)).execute(arguments);
  }

  /** The service of a container: with health, metrics and a Pushgateway, if there is one. */
  static JobExecutionService watched(Map<String, String> environment) {
    Progress progress = new Progress();
    return new JobExecutionService(environment, progress, new Monitoring(environment, progress));
  }

  static CommandLine commandLine(JobExecutionService service) {
    return new CommandLine(new EventAggregatorCommand(service))
        .addSubcommand(new ConfigCommand(service));
  }

  Optional<String> configurationUri() {
    return configurationUri;
  }

  @Override
  public Integer call() {
    if (day.isPresent() && stage.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "--day needs --stage: name the stage to run for " + day.get());
    }
    if (reprocess.isPresent() && stage.isPresent()) {
      throw new ParameterException(
          command.commandLine(),
          "--reprocess goes through all stages, --stage through one: leave one of them out");
    }
    Instant now = Instant.now();
    LocalDate present = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (today.filter(present::isBefore).isPresent()) {
      throw new ParameterException(
          command.commandLine(),
          "--today is %s, but in UTC it is only %s: days that are not over cannot be aggregated"
              .formatted(today.get(), present));
    }
    JobRequest request = new JobRequest(configurationUri, today, stage, day, reprocess, now);
    return service.execute(request).exitCode();
  }
}
