package com.ibm.weather.airlytics.jobs.aggregate.bench.limit;

import com.ibm.weather.airlytics.jobs.aggregate.bench.job.JobRun;
import java.util.List;
import java.util.Map;

/**
 * The job, then the script, over the same day.
 *
 * @param job the run of the job
 * @param servicesCpuSeconds the processor time of the services meanwhile
 * @param servicesPeakBytes the most memory that was resident of the services, the engine above all
 * @param script the seconds of each part of the script
 * @param scriptCpuSeconds its processor time
 */
record Round(
    JobRun job,
    double servicesCpuSeconds,
    long servicesPeakBytes,
    Map<String, Double> script,
    double scriptCpuSeconds) {

  /** The stages that the script has parts for. */
  static final List<String> STAGES = List.of("DailyAggregation", "WindowAggregation", "ExportCsv");

  double scriptSeconds() {
    return STAGES.stream().mapToDouble(script::get).sum();
  }

  double stageSeconds() {
    return STAGES.stream().mapToDouble(job.figures()::seconds).sum();
  }
}
