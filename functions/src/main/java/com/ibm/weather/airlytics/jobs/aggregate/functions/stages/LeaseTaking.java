package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the lease of an aggregation for a run, from nobody or from a run that is gone. Whether the
 * holder is gone takes a while to find out: the state machine waits or asks Step Functions, and
 * then comes back with what it knows.
 */
final class LeaseTaking {

  /** What to do next. */
  enum State {
    /** The run holds the lease. */
    TAKEN,
    /** It does, and has to stop what the runs before it left running. */
    TAKEN_OVER,
    /** The run writes nothing. */
    NOT_NEEDED,
    /** Another run is at work. */
    HELD,
    /** The holder is a process that may be gone: come back after a while. */
    LOOK_AGAIN,
    /** The holder is an execution: ask Step Functions how it is doing, and come back. */
    DESCRIBE
  }

  /**
   * What was known of the holder before.
   *
   * @param eTag of the lease that was seen; empty when none was
   * @param status of the holder's execution, as Step Functions calls it, or {@code GONE}; empty
   *     when nobody has asked
   */
  record Sighting(String eTag, String status) {

    static final Sighting NONE = new Sighting("", "");

    Sighting {
      eTag = Objects.requireNonNullElse(eTag, "");
      status = Objects.requireNonNullElse(status, "");
    }
  }

  record LeaseRequest(Run run, Sighting seen) {}

  /**
   * @param message what was found, for a person; empty when the lease was simply taken
   * @param holder who holds it if it is another run: an ARN or the name of a process
   * @param waitSeconds how long to wait before coming back
   * @param seen what to come back with
   */
  record Answer(State state, String message, String holder, long waitSeconds, Sighting seen) {

    static Answer of(State state, String message) {
      return new Answer(state, message, "", 0, Sighting.NONE);
    }
  }

  record ClearRequest(Run run) {}

  record Cleared(Set<String> workGroups) {}

  private static final Set<String> ALIVE = Set.of("RUNNING", "PENDING_REDRIVE");
  private static final int MOST_ATTEMPTS = 10;

  private final DataLake dataLake;
  private final EarlierRuns earlierRuns;
  private final LeaseTimes times;
  private final Clock clock;

  /**
   * @param clock tells since when a lease is held, for people; not how old it is
   */
  LeaseTaking(DataLake dataLake, EarlierRuns earlierRuns, LeaseTimes times, Clock clock) {
    this.dataLake = dataLake;
    this.earlierRuns = earlierRuns;
    this.times = times;
    this.clock = clock;
  }

  /**
   * Takes the lease, if it can be told that nobody else is at work.
   *
   * @throws LeaseHeldException when somebody else is, and the run was asked for by name
   */
  Answer take(LeaseRequest request) {
    Run run = request.run();
    if (!Lease.isNeededBy(run)) {
      return Answer.of(State.NOT_NEEDED, "");
    }
    LeaseStore store = new LeaseStore(dataLake, run);
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Optional<LeaseStore.Seen> seen = store.look();
      if (seen.isEmpty()) {
        if (store.create(Lease.of(run, clock.instant()))) {
          return Answer.of(State.TAKEN, "");
        }
      } else if (seen.get().lease().isOf(run)) {
        if (store.replace(seen.get(), seen.get().lease().renewed())) {
          return taken(seen.get().lease());
        }
      } else {
        Answer answer = judge(seen.get(), request.seen());
        if (answer.state() == State.HELD && isAskedForByName(run)) {
          throw seen.get().lease().refuse(name(run));
        }
        if (answer.state() != State.TAKEN_OVER
            || store.replace(seen.get(), seen.get().lease().takenOverBy(run, clock.instant()))) {
          return answer;
        }
      }
    }
    throw new StageException(
        Stage.CHECK_LAST_DAY, run.lastDay(), "others keep taking and releasing the lease");
  }

  /** A run that took the lease over and was cut off before it had cleared up still has to. */
  private static Answer taken(Lease own) {
    return own.leftWorkGroups().isEmpty()
        ? Answer.of(State.TAKEN, "")
        : Answer.of(State.TAKEN_OVER, "the lease was taken over before");
  }

  private Answer judge(LeaseStore.Seen seen, Sighting before) {
    Lease lease = seen.lease();
    boolean unchanged = seen.state().eTag().equals(before.eTag());
    if (lease.isOfExecution()) {
      if (!unchanged || before.status().isEmpty()) {
        return undecided(State.DESCRIBE, seen, Duration.ZERO, "");
      }
      return ALIVE.contains(before.status()) ? held(lease) : gone(lease);
    }
    Duration age = seen.state().age();
    if (age.compareTo(times.expiry()) >= 0) {
      return gone(lease);
    }
    if (!unchanged && !before.eTag().isEmpty()) {
      return held(lease);
    }
    Duration left = times.expiry().minus(age);
    return undecided(
        State.LOOK_AGAIN,
        seen,
        left.compareTo(times.look()) < 0 ? left : times.look(),
        "waiting whether %s is gone: it has not renewed its lease for %d s"
            .formatted(lease.holderName(), age.toSeconds()));
  }

  private static Answer held(Lease lease) {
    return Answer.of(State.HELD, lease.toString());
  }

  private static Answer gone(Lease lease) {
    return Answer.of(
        State.TAKEN_OVER,
        "took the lease over from %s, which is gone".formatted(lease.holderName()));
  }

  private static Answer undecided(
      State state, LeaseStore.Seen seen, Duration wait, String message) {
    return new Answer(
        state,
        message,
        seen.lease().holder(),
        wait.plusMillis(999).toSeconds(),
        new Sighting(seen.state().eTag(), ""));
  }

  private static boolean isAskedForByName(Run run) {
    return run.redo();
  }

  private static String name(Run run) {
    return "%s of %s".formatted(run.stages().get(0), run.day());
  }

  /**
   * Stops what the runs left running from which the lease was taken over. Until that is done, the
   * lease remembers where they had their queries.
   */
  Cleared clear(ClearRequest request) {
    Run run = request.run();
    LeaseStore store = new LeaseStore(dataLake, run);
    LeaseGuard guard = new LeaseGuard(dataLake, Stage.CHECK_LAST_DAY, clock);
    Set<String> left = guard.require(run).lease().leftWorkGroups();
    if (!left.isEmpty()) {
      earlierRuns.stopQueries(run, left);
    }
    LeaseStore.Seen seen = guard.require(run);
    while (!store.replace(seen, seen.lease().withNothingLeft())) {
      seen = guard.require(run); // it was renewed meanwhile
    }
    return new Cleared(left);
  }
}
