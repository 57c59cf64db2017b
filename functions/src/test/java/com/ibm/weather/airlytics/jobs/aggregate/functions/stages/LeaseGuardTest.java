package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.FakeAthena;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What phases do whose run holds the lease, has lost it, or is redriven after another came. */
@ExtendWith(S3Server.class)
class LeaseGuardTest {

  private Bucket bucket;
  private Installation installation;
  private Map<String, RequestStreamHandler> functions;

  @BeforeEach
  void install(Bucket empty) {
    bucket = empty;
    installation = Installation.in(empty);
    installation.aggregated(june(1), june(10));
    installation.publishedAll(june(10));
    DataLake lake = empty.dataLake();
    EarlierQueries queries = FakeAthena.withoutQueries();
    functions =
        Map.of(
            "CheckLastDay",
                new CheckLastDayHandler(lake, any -> installation.configuration(), queries),
            "DailyAggregation", new DailyAggregationHandler(lake, queries),
            "WindowAggregation", new WindowAggregationHandler(lake, queries),
            "ExportCsv", new ExportCsvHandler(lake, queries),
            "ImportToUserDb", new ImportToUserDbHandler(lake, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "DailyAggregation, prepare",
    "WindowAggregation, prepare",
    "ExportCsv, prepare",
    "ImportToUserDb, prepare",
    "CheckLastDay, complete",
    "DailyAggregation, complete",
    "WindowAggregation, publish",
    "WindowAggregation, complete",
    "ExportCsv, complete",
    "ImportToUserDb, start",
    "ImportToUserDb, follow"
  })
  void aPhaseOfARunWhoseLeaseAnotherHasTouchesNothing(String stage, String phase) {
    hold("run-2", "process 17 on pod");
    List<String> before = bucket.keys("");

    assertThatThrownBy(() -> invoke(stage, phase))
        .isInstanceOf(LeaseHeldException.class)
        .hasMessage(
            "%s of 2021-06-10: process 17 on pod (run run-2) holds the lease of this aggregation"
                    .formatted(stage)
                + " since 2021-06-30T12:00:00Z; when that has ended start a new run, or redrive that one if it has failed");
    assertThat(bucket.keys("")).isEqualTo(before);
    assertThat(lease().run()).isEqualTo("run-2");
  }

  @ParameterizedTest
  @CsvSource({
    "CheckLastDay, complete",
    "DailyAggregation, complete",
    "WindowAggregation, publish",
    "WindowAggregation, complete",
    "ExportCsv, complete",
    "ImportToUserDb, start",
    "ImportToUserDb, follow"
  })
  void aPhaseThatGoesOnWithAStageSendsItBackWhereNobodyHoldsTheLease(String stage, String phase) {
    removeLease();
    List<String> before = bucket.keys("");

    assertThatThrownBy(() -> invoke(stage, phase))
        .isInstanceOf(StageException.class)
        .hasMessage(stage + " of 2021-06-10: the run does not hold the lease any more");
    assertThat(bucket.keys("")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"DailyAggregation", "WindowAggregation", "ExportCsv"})
  void aPhaseThatBeginsAStageTakesTheLeaseAgainWhereNobodyHoldsIt(String stage) {
    removeLease();

    assertThat(invoke(stage, "prepare").path("groups").isArray()).isTrue();
    assertThat(lease().isOf(run())).isTrue();
    assertThat(lease().leftWorkGroups()).isEmpty();
  }

  @Test
  void aLeaseThatWasRenewedIsStillTheRuns() {
    new LeaseKeeping(bucket.dataLake()).renew(new LeaseKeeping.Request(run()));

    assertThat(invoke("ExportCsv", "prepare").path("groups")).hasSize(2);
  }

  @Test
  void aRunThatOnlyLooksNeedsNone() {
    hold("run-2", "process 17 on pod");
    JsonNode prepared = new LastDayCheck(installation).prepare(Map.of("stage", "CheckLastDay"));

    JsonNode opened = new LastDayCheck(installation).complete(prepared, List.of());

    assertThat(LastDayCheck.stages(opened)).isEmpty();
  }

  /** The parts of a request that a phase reads before it knows that it may work. */
  private JsonNode invoke(String stage, String phase) {
    Run run = run();
    Map<String, ?> plan =
        stage.equals("CheckLastDay")
            ? Map.of("run", run, "missingDays", 0, "asked", List.of(), "lookedAt", List.of())
            : Map.of("day", june(10), "windows", List.of(), "attempt", Attempt.next().id());
    return new Lambda(functions.get(stage))
        .invoke(
            phase,
            Map.of(
                "run", run, "day", june(10), "first", true, "plan", plan, "statements", List.of()));
  }

  private Run run() {
    return installation.run(june(10));
  }

  private void hold(String id, String holder) {
    Run other = installation.runOf(id, holder, "primary", june(10));
    bucket.put(installation.leaseKey(), Json.write(Lease.of(other, Installation.NOON)));
  }

  private void removeLease() {
    bucket.dataLake().delete(bucket.name(), installation.leaseKey());
  }

  private Lease lease() {
    return Json.read(bucket.text(installation.leaseKey()), Lease.class, "the lease");
  }
}
