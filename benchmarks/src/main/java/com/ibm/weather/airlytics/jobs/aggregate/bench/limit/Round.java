package com.ibm.weather.airlytics.jobs.aggregate.bench.limit;

import com.ibm.weather.airlytics.jobs.aggregate.bench.job.JobRun;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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

  /** What the tables are called that a stage creates. */
  private static final Map<String, Pattern> CREATED =
      Map.of(
          "DailyAggregation", Pattern.compile("^CREATE TABLE .*_1d_(draft_)?tmp_"),
          "WindowAggregation", Pattern.compile("^CREATE TABLE .*_(7d|30d|365d|total)_tmp_"),
          "ExportCsv", Pattern.compile("^CREATE TABLE .*\"ad_impressions_"));

  /** The time in which the engine worked on a stage's data, in seconds. */
  double engineSeconds(String stage) {
    return job.statements().matching(CREATED.get(stage)).busy().toNanos() / 1e9;
  }

  double scriptSeconds() {
    return STAGES.stream().mapToDouble(script::get).sum();
  }

  double stageSeconds() {
    return STAGES.stream().mapToDouble(job.figures()::seconds).sum();
  }
}
