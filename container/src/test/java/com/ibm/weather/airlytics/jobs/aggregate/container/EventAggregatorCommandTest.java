package com.ibm.weather.airlytics.jobs.aggregate.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeAws;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line: what it says of itself, and what it refuses before anything is touched. */
class EventAggregatorCommandTest {

  private CommandFixture command;

  @BeforeEach
  void start() throws Exception {
    command = new CommandFixture(new FakeAws(), Log.capture());
  }

  @AfterEach
  void stop() {
    command.close();
  }

  @Test
  void explainsItself() {
    assertThat(command.run("--help")).isEqualTo(0);
    assertThat(command.out())
        .isEqualToNormalizingNewlines(
            """
            Usage: event-aggregator [-hV] [--config=URI] [--day=DAY] [--reprocess=FROM..TO]
                                    [--stage=STAGE] [--today=DAY] [COMMAND]
            Turns raw app events in Athena into per-user daily and windowed values, exports
            them as CSV and has them imported into the user DB.
            Without options: every missing day up to yesterday, then windows, CSV and
            import.

                  --config=URI           file:<path> or s3://<bucket>/<key>, with
                                           {aggregation}, {environment}, {product} and
                                           {deployment} as placeholders
                  --day=DAY              with --stage: the day to run it for, as yyyy-MM-dd
              -h, --help                 Show this help message and exit.
                  --reprocess=FROM..TO   days to aggregate again, as yyyy-MM-dd..yyyy-MM-dd
                                           or one day, and all that was made from them
                  --stage=STAGE          run one stage only: CheckLastDay,
                                           DailyAggregation, WindowAggregation, ExportCsv
                                           or ImportToUserDb
                  --today=DAY            the run date as yyyy-MM-dd, instead of today in
                                           UTC; the last day is the one before
              -V, --version              Print version information and exit.

            Commands:
              config  Shows or checks the configuration, and runs nothing.

            Exit codes:
              0     done, or nothing to do, or the last day is not ready yet, or another
                      run is at work
              1     a stage, Airlock or AWS failed; the next run carries on
              2     the configuration or the command line is wrong; nothing was touched
              143   stopped by SIGTERM; the next run carries on

            Environment:
              AIRLYTICS_AGGREGATION, AIRLYTICS_ENVIRONMENT,
              AIRLYTICS_PRODUCT, AIRLYTICS_DEPLOYMENT
                                             which aggregation to run
              AIRLYTICS_CONFIGURATION_URI    the configuration, unless --config names it; if
                                             neither does, Airlock has it
              AIRLOCK_DEFAULTS_FILE          path of the season's AirlockDefaults.json;
                                             without it, the one on the class path
              AIRLOCK_USER_GROUPS            Airlock's user groups, separated by commas;
                                             with any, rules in development count too
              AIRLYTICS_HEALTH_PORT          8081: health and metrics; 0: none
              AIRLYTICS_PUSHGATEWAY_URL      where the metrics go when the run ends
              AIRLYTICS_LOG_LEVEL            INFO; DEBUG adds stack traces
              AIRLYTICS_LOG_FORMAT           text; json for lines of JSON
              AIRLOCK_KEY, AIRLOCK_PASSWORD  for the import; neither: no authentication
              AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_ATHENA, AWS_REGION, ...
                                             as the AWS SDK knows them
            """);
  }

  @Test
  void tellsItsVersion() {
    assertThat(command.run("--version")).isEqualTo(0);
    assertThat(command.out()).matches("event-aggregator \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          --dya 2021-06-30                  | Unknown options: '--dya', '2021-06-30'
          --today 2021-06-31                | Invalid value for option '--today': "2021-06-31" is not a day; write it as yyyy-MM-dd
          --stage ExportCsv --day yesterday | Invalid value for option '--day': "yesterday" is not a day; write it as yyyy-MM-dd
          --stage ExportPdf                 | Invalid value for option '--stage': unknown stage "ExportPdf"; the stages are CheckLastDay, DailyAggregation, WindowAggregation, ExportCsv, ImportToUserDb
          --day 2021-06-30                  | --day needs --stage: name the stage to run for 2021-06-30
          --reprocess 2021-06-30..2021-06-01 | Invalid value for option '--reprocess': "2021-06-30..2021-06-01" are no days; write them as yyyy-MM-dd..yyyy-MM-dd, from the first to the last
          --reprocess 2021-06-01 --stage ExportCsv | --reprocess goes through all stages, --stage through one: leave one of them out
          --config                          | Missing required parameter for option '--config' (URI)
          """)
  void refusesACommandLineThatIsWrong(String arguments, String message) {
    assertThat(command.run(arguments.split(" "))).isEqualTo(2);
    assertThat(command.firstError()).isEqualTo(message);
    assertThat(command.aws().requests()).isEmpty();
  }

  @Test
  void refusesARunDateInTheFuture() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    LocalDate later = today.plusDays(2);
    assertThat(command.run("--today", later.toString())).isEqualTo(2);
    assertThat(command.firstError())
        .startsWith("--today is " + later + ", but in UTC it is only ")
        .endsWith(": days that are not over cannot be aggregated");
    assertThat(command.aws().requests()).isEmpty();
  }
}
