package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.local.FastJava;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes run the job for the same aggregation, at random moments at the same time. One does
 * all, the other says which one does, or, if it came too late, that nothing is left to do. {@code
 * -Dpairs=100} runs more of them.
 */
@ExtendWith(PlayedScenario.class)
class TwoRunsAtOnceTest {

  private static final int PAIRS = Integer.getInteger("pairs", 2);
  private static final int LONGEST_LEAD_MILLIS = 3000;
  private static final QueryFault SLOW = QueryFault.delayed(Duration.ofMillis(50));

  @TempDir private Path folder;

  @Test
  void oneWorksAndTheOtherSaysWhichOneDoes(Scenario scenario) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TwoRunsAtOnceTest: -Dseed=" + seed);
    Random random = new Random(seed);
    FastJava java = FastJava.prepare(folder);
    for (int pair = 0; pair < PAIRS; pair++) {
      Scenario.Run run = scenario.runs().get(random.nextInt(scenario.runs().size()));
      Duration lead = Duration.ofMillis(random.nextInt(LONGEST_LEAD_MILLIS));
      run(lead, scenario, run, java);
    }
    System.out.printf("TwoRunsAtOnceTest: %d pairs%n", PAIRS);
  }

  private static void run(Duration lead, Scenario scenario, Scenario.Run run, FastJava java)
      throws Exception {
    try (Site site = scenario.open(run.before())) {
      site.followQueries(sql -> SLOW);
      JobProcess one = JobProcess.start(java, site, run.today());
      one.endsWithin(lead);
      JobProcess other = JobProcess.start(java, site, run.today());
      List<String> endings = List.of(one.requireDone(), other.requireDone());
      run.requireUndisturbed(site);
      assertThat(endings).filteredOn(line -> line.contains("The run is done")).hasSize(1);
      JobProcess worker = endings.get(0).contains("The run is done") ? one : other;
      assertThat(endings)
          .filteredOn(line -> !line.contains("The run is done"))
          .singleElement()
          .asString()
          .matches(
              ".*(There was nothing to do|process %d on ).*".formatted(worker.process().pid()));
    } catch (AssertionError e) {
      throw new AssertionError("%s, lead of %s: %s".formatted(run, lead, e.getMessage()), e);
    }
  }
}
