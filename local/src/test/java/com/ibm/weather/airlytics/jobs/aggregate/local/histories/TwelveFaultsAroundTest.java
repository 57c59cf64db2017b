package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import static com.ibm.weather.airlytics.jobs.aggregate.local.histories.Event.worth;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.EventAggregatorCommand;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.DataImportJob;
import com.ibm.weather.airlytics.jobs.aggregate.local.AthenaQueries;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalPorts;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalServices;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.Call;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.Fault;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Those of the twelve faults that have to do with Airlock, AWS and the pod: 7, 9 and 12. */
class TwelveFaultsAroundTest extends ShortHistory {

  private static final int ENDED_BY_SIGTERM = 128 + 15;

  /** Longer than the test takes. */
  private static final Duration QUERY = Duration.ofMinutes(2);

  /** Fault 7. */
  @Test
  void refusalByAirlockIsNoSuccessAndARetryMakesNoSecondImport() throws Exception {
    job.configuration().put("importToUserDb", true);
    job.createImportTable();
    job.arrive(DAY_1, worth(5, "ann", DAY_1));
    Fault refusal = Fault.answer(500, "text/html", "<h1>Internal Server Error</h1>");
    try (FaultProxy proxy =
        FaultProxy.before(
            job.services().airlock().baseUrl(), call -> creates(call) ? refusal : Fault.pass())) {
      job.configuration().put("airlockApiBaseUrl", proxy.url().toString());
      failed(job.run(DAY_2));
      assertThat(job.imports()).isEmpty();

      proxy.follow(call -> creates(call) ? refusal.afterWork() : Fault.pass());
      done(job.run(DAY_3));
      done(job.run(DAY_3));
    }

    assertThat(job.imports())
        .extracting(DataImportJob::name)
        .containsExactly("LTV " + job.name() + " PROD 20210601");
    assertThat(job.readers().userDb())
        .containsExactly(List.of("ann", "1", "5", "1", "5", "1", "5", "1"));
  }

  private static boolean creates(Call call) {
    return call.method().equals("POST") && call.path().endsWith("/dataimport");
  }

  /** Fault 9. */
  @Test
  void regionIsTheConfiguredOneWhicheverItIs() throws Exception {
    job.configuration().put("athenaRegion", "ap-southeast-2");
    job.arrive(DAY_1, worth(5, "ann", DAY_1));
    try (RecordingServer athena = RecordingServer.start()) {
      Map<String, String> endpoint = Map.of("AWS_ENDPOINT_URL_ATHENA", athena.url());
      failed(job.run(endpoint, service -> {}, "--today", DAY_2.toString()));
      assertThat(athena.authorizations())
          .isNotEmpty()
          .allSatisfy(header -> assertThat(header).contains("/ap-southeast-2/athena/"));
    }

    done(job.run(DAY_2));
    assertThat(job.readers().shown("total")).containsExactly("ann 5 (1)");
  }

  /** Fault 9. */
  @Test
  void certificateThatNobodySignedIsNotTrusted() throws Exception {
    job.arrive(DAY_1, worth(5, "ann", DAY_1));
    try (RecordingServer s3 = RecordingServer.startSelfSigned(folder)) {
      Map<String, String> endpoint = Map.of("AWS_ENDPOINT_URL_S3", s3.url());
      failed(job.run(endpoint, service -> {}, "--today", DAY_2.toString()));
      assertThat(s3.handshakes()).isPositive();
      assertThat(s3.authorizations()).isEmpty();
    }
  }

  /** Fault 9. */
  @Test
  void todayIsThatOfUtcInEveryTimeZone() throws Exception {
    LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone : List.of("Pacific/Kiritimati", "Pacific/Pago_Pago")) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        OwnAggregation aggregation = anotherAggregation();
        aggregation.configuration().put("historyStartDay", yesterday.minusDays(2).toString());
        for (int back = -2; back <= 2; back++) {
          LocalDate day = yesterday.minusDays(back);
          aggregation.arrive(day, worth(1, "ann", day));
        }

        done(aggregation.run());

        assertThat(aggregation.readers().shown("total")).as(zone).containsExactly("ann 3 (3)");
        assertThat(aggregation.target("total/_SUCCESS_" + yesterday)).as(zone).exists();
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  /** Fault 9. */
  @Test
  void tablesShowEveryDaySinceTheConfiguredStart() throws Exception {
    LocalDate start = LocalDate.parse("2016-02-28");
    job.configuration().put("historyStartDay", start.toString());
    List<LocalDate> days = start.datesUntil(start.plusDays(3)).toList();
    for (LocalDate day : days) {
      job.arrive(day, worth(1, "ann", day));
    }

    done(job.run(start.plusDays(3)));

    assertThat(job.readers().tables(List.of("daily"), List.of()))
        .extracting(Row::day)
        .containsExactlyInAnyOrder("2016-02-28", "2016-02-29", "2016-03-01");
    assertThat(job.readers().shown("total")).containsExactly("ann 3 (3)");
  }

  /** Fault 12. */
  @Test
  void podThatIsStoppedLeavesNoQueryRunning() throws Exception {
    try (LocalServices slow =
            LocalServices.start(
                folder.resolve("slow"),
                LocalPorts.ANY,
                Optional.empty(),
                athena -> athena.withPlanning(QUERY));
        AthenaQueries athena = new AthenaQueries(slow)) {
      slow.s3().createBucket(OwnAggregation.LAKE);
      slow.s3().createBucket(OwnAggregation.RESULTS);
      Path log = folder.resolve("pod.log");
      Process pod = startPod(slow, log);
      Instant limit = Instant.now().plus(QUERY);
      while (running(athena).isEmpty()) {
        assertThat(Instant.now()).as(Files.readString(log)).isBefore(limit);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }

      pod.destroy();

      assertThat(pod.waitFor(30, TimeUnit.SECONDS)).as("the grace period").isTrue();
      assertThat(pod.exitValue()).as(Files.readString(log)).isEqualTo(ENDED_BY_SIGTERM);
      assertThat(athena.newest())
          .extracting(query -> query.status().state())
          .isNotEmpty()
          .containsOnly(QueryExecutionState.CANCELLED);
    }
  }

  private Process startPod(LocalServices slow, Path log) throws IOException {
    ProcessBuilder pod =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            EventAggregatorCommand.class.getName(),
            "--today",
            DAY_2.toString());
    pod.environment().clear();
    pod.environment().putAll(job.environment());
    pod.environment().putAll(slow.awsEnvironment());
    return pod.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static List<QueryExecution> running(AthenaQueries athena) {
    return athena.newest().stream()
        .filter(query -> query.status().state() == QueryExecutionState.RUNNING)
        .toList();
  }
}
