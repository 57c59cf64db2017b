package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTaking.Answer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTaking.LeaseRequest;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTaking.Sighting;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTaking.State;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs that want the lease of an aggregation, which nobody holds at first. */
@ExtendWith(S3Server.class)
abstract class LeaseTakers {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2021-07-01T03:00:04.567Z"), ZoneOffset.UTC);

  final List<Set<String>> cleared = new ArrayList<>();
  Bucket bucket;
  Installation installation;
  Run run;

  @BeforeEach
  void installWithoutALease(Bucket empty) {
    bucket = empty;
    installation = Installation.in(empty);
    bucket.dataLake().delete(bucket.name(), installation.leaseKey());
    run = installation.run(june(30));
  }

  Answer take(Run taker) {
    return take(taker, Sighting.NONE);
  }

  Answer take(Run taker, Sighting seen) {
    return taking(CLOCK).take(new LeaseRequest(taker, taker.redo(), seen));
  }

  LeaseTaking taking(Clock clock) {
    return new LeaseTaking(
        bucket.dataLake(), (by, workGroups) -> cleared.add(workGroups), LeaseTimes.STANDARD, clock);
  }

  static Sighting described(Answer answer, String status) {
    assertThat(answer.state()).isEqualTo(State.DESCRIBE);
    return new Sighting(answer.seen().eTag(), status);
  }

  Run other(String id, String holder) {
    return installation.runOf(id, holder, "primary", june(30));
  }

  void age(int seconds) {
    bucket.touch(installation.leaseKey(), Instant.now().minusSeconds(seconds));
  }

  Lease held() {
    return Json.read(bucket.text(installation.leaseKey()), Lease.class, "the lease");
  }

  List<String> lease() {
    return bucket.keys(installation.leaseKey());
  }
}
