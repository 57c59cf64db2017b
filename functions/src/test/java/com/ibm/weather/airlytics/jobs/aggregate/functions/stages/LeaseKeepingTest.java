package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.FakeAthena;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A lease that is kept, and given back. */
@ExtendWith(S3Server.class)
class LeaseKeepingTest {

  private static final Instant SINCE = Instant.parse("2021-06-30T12:00:00Z");

  private Bucket bucket;
  private Installation installation;

  @BeforeEach
  void install(Bucket empty) {
    bucket = empty;
    installation = Installation.in(empty);
  }

  @Test
  void aRenewalChangesNothingButTheCount() {
    put(new Lease("run-1", Installation.HOLDER, "primary", SINCE, 4, Set.of("nightly")));

    assertThat(invoke("renew").path("held").asBoolean()).isTrue();

    assertThat(lease())
        .isEqualTo(new Lease("run-1", Installation.HOLDER, "primary", SINCE, 5, Set.of("nightly")));
  }

  @Test
  void aRenewalOfALeaseThatAnotherHasSaysWhoHasIt() {
    put(new Lease("run-2", "process 17 on pod", "primary", SINCE, 0, Set.of()));

    JsonNode renewed = invoke("renew");

    assertThat(renewed.path("held").asBoolean()).isFalse();
    assertThat(renewed.path("message").asText())
        .isEqualTo(
            "process 17 on pod (run run-2) holds the lease of this aggregation since"
                + " 2021-06-30T12:00:00Z");
    assertThat(lease().renewals()).isZero();
  }

  @Test
  void aLeaseThatIsGoneIsNotRenewed() {
    bucket.dataLake().delete(bucket.name(), installation.leaseKey());

    JsonNode renewed = invoke("renew");

    assertThat(renewed.path("held").asBoolean()).isFalse();
    assertThat(renewed.path("message").asText()).isEqualTo("nobody holds the lease");
    assertThat(bucket.keys("")).isEmpty();
  }

  @Test
  void theLeaseIsGivenBackOnce() {
    assertThat(invoke("release").path("released").asBoolean()).isTrue();
    assertThat(bucket.keys("")).isEmpty();
    assertThat(invoke("release").path("released").asBoolean()).isFalse();
  }

  @Test
  void theLeaseOfAnotherStays() {
    put(new Lease("run-2", "process 17 on pod", "primary", SINCE, 0, Set.of()));

    assertThat(invoke("release").path("released").asBoolean()).isFalse();
    assertThat(lease().run()).isEqualTo("run-2");
  }

  @Test
  void somethingElseInThePlaceOfTheLeaseIsRefusedByItsName() {
    bucket.put(installation.leaseKey(), "locked by Bob");

    assertThatThrownBy(() -> invoke("renew"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("s3://%s/%s".formatted(bucket.name(), installation.leaseKey()))
        .hasMessageContaining("is not the JSON that is expected");
  }

  private JsonNode invoke(String phase) {
    return new Lambda(
            new CheckLastDayHandler(
                bucket.dataLake(),
                any -> installation.configuration(),
                FakeAthena.withoutQueries()))
        .invoke(phase, Map.of("run", installation.run(june(10)), "more", List.of()));
  }

  private void put(Lease lease) {
    bucket.put(installation.leaseKey(), Json.write(lease));
  }

  private Lease lease() {
    return Json.read(bucket.text(installation.leaseKey()), Lease.class, "the lease");
  }
}
