package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import com.ibm.weather.airlytics.jobs.aggregate.local.FastJava;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryFault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed ({@code kill -9}) at random moments, from the start of the JVM to the
 * last stage, on an Athena that takes its time and goes on with their queries. The next run must
 * come to where an undisturbed one would have come. {@code -Dkills=100} kills more of them.
 */
@ExtendWith(PlayedScenario.class)
class KillAnywhereTest {

  private static final int KILLS = Integer.getInteger("kills", 2);
  private static final QueryFault SLOW = QueryFault.delayed(Duration.ofMillis(100));

  @TempDir private Path folder;

  @Test
  void nextRunMakesGoodWhateverAKilledProcessLeft(Scenario scenario) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("KillAnywhereTest: -Dseed=" + seed);
    Random random = new Random(seed);
    FastJava java = FastJava.prepare(folder);
    undisturbed(scenario, java);
    Duration whole = undisturbed(scenario, java);
    int kills = 0;
    while (kills < KILLS) {
      Scenario.Run run = scenario.runs().get(random.nextInt(scenario.runs().size()));
      Duration moment = Duration.ofMillis(random.nextLong(whole.toMillis()));
      kills += killed(moment, scenario, run, java) ? 1 : 0;
    }
    System.out.printf("KillAnywhereTest: %d processes killed%n", kills);
  }

  /** How long a run takes; the first of all writes the archive of its classes besides. */
  private static Duration undisturbed(Scenario scenario, FastJava java) throws Exception {
    Instant begin = Instant.now();
    Scenario.Run run = scenario.runs().get(0);
    try (Site site = scenario.open(run.before())) {
      site.followQueries(sql -> SLOW);
      JobProcess.start(java, site, run.today()).requireDone();
      Duration duration = Duration.between(begin, Instant.now());
      run.requireUndisturbed(site);
      return duration;
    }
  }

  private static boolean killed(Duration moment, Scenario scenario, Scenario.Run run, FastJava java)
      throws Exception {
    try (Site site = scenario.open(run.before())) {
      site.followQueries(sql -> SLOW);
      JobProcess process = JobProcess.start(java, site, run.today());
      boolean ended = process.endsWithin(moment);
      if (ended) {
        process.requireDone();
      } else {
        process.kill();
        site.followQueries(sql -> QueryFault.NONE);
        site.ageLeases();
        RunInProcess.start(site.environment(), run.today()).requireDone();
      }
      run.requireUndisturbed(site);
      return !ended;
    } catch (AssertionError e) {
      throw new AssertionError("%s, killed after %s: %s".formatted(run, moment, e.getMessage()), e);
    }
  }
}
