package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryFault;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.Fault;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.RemoteCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** A run that something happens to at one of its calls; when it was a crash, the next run too. */
final class DisturbedRun {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Scenario scenario;
  private final Scenario.Run run;
  private final Disturbance disturbance;
  private final Predicate<RemoteCall> counted;
  private final IntFunction<QueryFault> queries;

  /** Something happens at any call. */
  DisturbedRun(Scenario scenario, Scenario.Run run, Disturbance disturbance) {
    this(scenario, run, disturbance, call -> true, number -> QueryFault.NONE);
  }

  /**
   * Something happens at some calls only, and to queries besides.
   *
   * @param counted the calls that are counted
   * @param queries what happens to queries that are submitted at or after the call, by its number,
   *     as long as the process is there
   */
  DisturbedRun(
      Scenario scenario,
      Scenario.Run run,
      Disturbance disturbance,
      Predicate<RemoteCall> counted,
      IntFunction<QueryFault> queries) {
    this.scenario = scenario;
    this.run = run;
    this.disturbance = disturbance;
    this.counted = counted;
    this.queries = queries;
  }

  /**
   * Lets it happen at a call, and requires that in the end all is as if it had not.
   *
   * @return whether there were so many calls
   */
  boolean at(int number) throws IOException {
    try (Site site = scenario.open(run.before())) {
      CompletableFuture<RemoteCall> struck = new CompletableFuture<>();
      AtomicInteger calls = new AtomicInteger();
      site.followQueries(sql -> struck.isDone() ? queries.apply(number) : QueryFault.NONE);
      site.proxies()
          .follow(
              call -> {
                if (!counted.test(call) || calls.incrementAndGet() != number) {
                  return Fault.pass();
                }
                struck.complete(call);
                return disturbance.fault(call, site.proxies());
              });
      RunInProcess disturbed = RunInProcess.start(site.environment(), run.today());
      awaitEndOrCrash(disturbed, site);
      int submitted = site.queries().size();
      try {
        if (site.proxies().isCutOff()) {
          disturbed.cancel();
          nextRun(site);
        } else {
          disturbed.requireDone();
        }
        run.requireUndisturbed(site);
      } catch (AssertionError e) {
        List<String> last = site.queries().subList(Math.max(0, submitted - 3), submitted);
        throw new AssertionError(
            "%s, after the queries %s: %s".formatted(struck.getNow(null), last, e.getMessage()), e);
      }
      return struck.isDone();
    }
  }

  private void nextRun(Site site) {
    site.followQueries(sql -> QueryFault.NONE);
    site.ageLeases();
    site.proxies().resume();
    RunInProcess.start(site.environment(), run.today()).requireDone();
  }

  private static void awaitEndOrCrash(RunInProcess disturbed, Site site) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!disturbed.hasEnded() && !site.proxies().isCutOff()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("the run has not ended after " + PATIENCE);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }
}
