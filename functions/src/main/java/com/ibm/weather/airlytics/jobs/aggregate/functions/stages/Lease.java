package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which run of an aggregation may write; all others leave its data alone.
 *
 * @param run the run's id
 * @param holder where the run is: the ARN of its execution on Step Functions, else a text that
 *     names the process, as {@code process 17 on ltv-aggregator-28f7x}
 * @param workGroup the work group of the run's queries
 * @param since when it was taken
 * @param renewals how often a process has renewed it
 * @param leftWorkGroups the work groups of the runs before, which did not give it back: queries of
 *     theirs may still run there
 */
record Lease(
    String run,
    String holder,
    String workGroup,
    Instant since,
    long renewals,
    Set<String> leftWorkGroups) {

  private static final String ARN = "arn:";

  Lease {
    leftWorkGroups = Collections.unmodifiableSet(new TreeSet<>(leftWorkGroups));
  }

  /** A run that writes nothing needs no lease. */
  static boolean isNeededBy(Run run) {
    return !run.stages().isEmpty();
  }

  /** The lease of a run that takes it from nobody. */
  static Lease of(Run run, Instant now) {
    return new Lease(
        run.id(), run.holder(), run.workGroup(), now.truncatedTo(ChronoUnit.SECONDS), 0, Set.of());
  }

  /** The lease of a run that takes it from the holder of this one, which is gone. */
  Lease takenOverBy(Run other, Instant now) {
    Set<String> left = new TreeSet<>(leftWorkGroups);
    left.add(workGroup);
    Lease lease = of(other, now);
    return new Lease(lease.run, lease.holder, lease.workGroup, lease.since, lease.renewals, left);
  }

  Lease renewed() {
    return new Lease(run, holder, workGroup, since, renewals + 1, leftWorkGroups);
  }

  /** This lease once no query of the runs before it is left. */
  Lease withNothingLeft() {
    return new Lease(run, holder, workGroup, since, renewals, Set.of());
  }

  boolean isOf(Run other) {
    return run.equals(other.id()) && holder.equals(other.holder());
  }

  /** Whether Step Functions knows how the holder is doing; a process says so itself. */
  boolean isOfExecution() {
    return holder.startsWith(ARN);
  }

  /** Who holds it, for a person. */
  String holderName() {
    return isOfExecution() ? holder : "%s (run %s)".formatted(holder, run);
  }

  /** Refuses what another run wants to do. */
  LeaseHeldException refuse(String what) {
    return new LeaseHeldException(
        "%s: %s; when that has ended start a new run, or redrive that one if it has failed"
            .formatted(what, this));
  }

  @Override
  public String toString() {
    return "%s holds the lease of this aggregation since %s".formatted(holderName(), since);
  }
}
