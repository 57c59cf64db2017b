package com.ibm.weather.airlytics.jobs.aggregate.infra.recording;

import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Call;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Pseudo;
import java.util.Map;
import java.util.Set;

/**
 * What was asked of AWS by runs that go through every path of every stage.
 *
 * @param states the states that were entered
 * @param calls the calls to S3 and Athena, by the stage whose function made them
 * @param statements the statements that Athena was given
 * @param metrics the metrics that were written: by name, the sets of dimensions that each has
 */
public record Recording(
    Set<String> states,
    Map<String, Set<Call>> calls,
    Set<String> statements,
    Map<String, Set<Set<String>>> metrics) {

  /** Where the recorded runs have their queries. */
  public static final String WORK_GROUP =
      "arn:aws:athena:%s:%s:workgroup/primary".formatted(Pseudo.REGION, Pseudo.ACCOUNT);

  private static final class Once {
    static final Recording RECORDING = RecordedRuns.record();
  }

  /** The recording; the runs take place when it is first asked for. */
  public static Recording get() {
    return Once.RECORDING;
  }
}
