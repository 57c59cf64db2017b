package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryFault;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.RemoteCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The process is gone at one of its remote calls, before or after the call took effect: S3, Athena
 * and Airlock see nothing of it any more. The next run must bring all to where an undisturbed run
 * would have brought it: tables and their rows, CSV, user DB, markers, no temporary table, no
 * orphaned file, no second import. {@code -Devery=1} crashes at all calls.
 */
@ExtendWith(PlayedScenario.class)
class CrashEverywhereTest {

  private static final Optional<String> START = Optional.of("AmazonAthena.StartQueryExecution");
  private static final int LONGEST_QUERY_MILLIS = 1500;

  @Test
  void nextRunMakesGoodWhateverACrashLeft(Scenario scenario) throws Exception {
    try (Sweep sweep = new Sweep("crashes", 150)) {
      for (Scenario.Run run : scenario.runs()) {
        for (Disturbance crash : List.of(Disturbance.CRASHES_BEFORE, Disturbance.CRASHES_AFTER)) {
          DisturbedRun disturbed = new DisturbedRun(scenario, run, crash);
          sweep.over("%s %s call".formatted(run, crash), run.calls(), disturbed::at);
        }
      }
      sweep.requireNoneWrong();
    }
  }

  /** The query goes on when the process is gone, and writes while the next run does, or later. */
  @Test
  void queryThatACrashLeftBehindDoesNoHarm(Scenario scenario) throws Exception {
    try (Sweep sweep = new Sweep("queries left behind", 20)) {
      for (Scenario.Run run : scenario.runs()) {
        DisturbedRun disturbed =
            new DisturbedRun(
                scenario,
                run,
                Disturbance.CRASHES_AFTER,
                CrashEverywhereTest::startsAQuery,
                CrashEverywhereTest::slow);
        sweep.over(run + " crashes after start", run.queries(), disturbed::at);
      }
      sweep.requireNoneWrong();
    }
  }

  private static boolean startsAQuery(RemoteCall call) {
    return call.call().operation().equals(START);
  }

  /** As long as the next run takes, or less. */
  private static QueryFault slow(int number) {
    return QueryFault.delayed(Duration.ofMillis(number * 211L % LONGEST_QUERY_MILLIS));
  }
}
