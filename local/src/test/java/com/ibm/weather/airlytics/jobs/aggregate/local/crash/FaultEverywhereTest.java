package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One of the run's remote calls goes wrong: it is throttled, takes long, fails or has no answer,
 * before or after the service did its work. The run itself must come to where it would have come
 * undisturbed. {@code -Devery=1} tries all calls.
 */
@ExtendWith(PlayedScenario.class)
class FaultEverywhereTest {

  private static final List<Disturbance> FAULTS =
      List.of(
          Disturbance.HEARS_NOTHING_BEFORE_THE_WORK_OF,
          Disturbance.HEARS_NOTHING_AFTER_THE_WORK_OF,
          Disturbance.HEARS_OF_A_FAILURE_BEFORE_THE_WORK_OF,
          Disturbance.HEARS_OF_A_FAILURE_AFTER_THE_WORK_OF,
          Disturbance.IS_THROTTLED_AT,
          Disturbance.WAITS_FOR);

  @Test
  void runGetsOverACallThatGoesWrong(Scenario scenario) throws Exception {
    try (Sweep sweep = new Sweep("faults", 600)) {
      for (Scenario.Run run : scenario.runs()) {
        for (Disturbance fault : FAULTS) {
          DisturbedRun disturbed = new DisturbedRun(scenario, run, fault);
          sweep.over("%s %s a call".formatted(run, fault), run.calls(), disturbed::at);
        }
      }
      sweep.requireNoneWrong();
    }
  }
}
