package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Lets the phases of a stage work only while their run holds the lease. */
final class LeaseGuard {

  private final DataLake dataLake;
  private final Stage stage;
  private final Clock clock;

  LeaseGuard(DataLake dataLake, Stage stage) {
    this(dataLake, stage, Clock.systemUTC());
  }

  /**
   * @param clock tells since when a lease is held, for people
   */
  LeaseGuard(DataLake dataLake, Stage stage, Clock clock) {
    this.dataLake = dataLake;
    this.stage = stage;
    this.clock = clock;
  }

  /**
   * A phase that begins a stage: where nobody holds the lease it takes it, as a run must that is
   * redriven after others have come and gone.
   *
   * @param run finds the run in a request
   */
  <T, R> Function<T, R> taking(Function<T, Run> run, Function<T, R> phase) {
    return request -> {
      takeOrRequire(run.apply(request));
      return phase.apply(request);
    };
  }

  /**
   * A phase that goes on with a stage: where nobody holds the lease the stage has to begin again.
   *
   * @param run finds the run in a request
   */
  <T, R> Function<T, R> requiring(Function<T, Run> run, Function<T, R> phase) {
    return request -> {
      if (Lease.isNeededBy(run.apply(request))) {
        require(run.apply(request));
      }
      return phase.apply(request);
    };
  }

  private void takeOrRequire(Run run) {
    LeaseStore store = new LeaseStore(dataLake, run);
    if (store.look().isEmpty() && store.create(Lease.of(run, clock.instant()))) {
      return;
    }
    require(run);
  }

  /**
   * The lease of a run.
   *
   * @throws LeaseHeldException when another run has it
   * @throws StageException when nobody has it
   */
  LeaseStore.Seen require(Run run) {
    Optional<LeaseStore.Seen> seen = new LeaseStore(dataLake, run).look();
    seen.map(LeaseStore.Seen::lease)
        .filter(lease -> !lease.isOf(run))
        .ifPresent(
            lease -> {
              throw lease.refuse("%s of %s".formatted(stage, run.day()));
            });
    return seen.orElseThrow(
        () -> new StageException(stage, run.day(), "the run does not hold the lease any more"));
  }
}
