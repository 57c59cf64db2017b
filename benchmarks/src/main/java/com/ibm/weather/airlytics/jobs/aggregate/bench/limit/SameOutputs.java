package com.ibm.weather.airlytics.jobs.aggregate.bench.limit;

import com.ibm.weather.airlytics.jobs.aggregate.bench.DuckDb;
import com.ibm.weather.airlytics.jobs.aggregate.bench.job.EmbeddedJob;
import com.ibm.weather.airlytics.jobs.aggregate.bench.job.PreparedDay;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Compares what job and script have written, row by row. */
final class SameOutputs {

  private static final List<String> FOLDERS = List.of("1d", "7d", "30d", "365d", "total");
  private static final String DIFFERENCES =
      """
      WITH
        job AS (%1$s),
        script AS (%2$s)
      SELECT (SELECT count(*) FROM (FROM job EXCEPT ALL FROM script))
        + (SELECT count(*) FROM (FROM script EXCEPT ALL FROM job))
      """;

  private SameOutputs() {}

  /**
   * Compares them.
   *
   * @throws IllegalStateException when a row differs
   */
  static void require(PreparedDay prepared, HandWrittenScript script) throws SQLException {
    EmbeddedJob job = prepared.job();
    try (DuckDb database = new DuckDb(prepared.scratch("spill"), "4GB")) {
      for (String folder : FOLDERS) {
        require(
            database,
            folder,
            rows(job.dailyFolder().resolveSibling(folder).resolve("day=" + PreparedDay.DAY)),
            rows(script.output().resolve(folder)));
      }
      Path csv =
          job.objects()
              .resolve(job.configuration().csvOutputBucket())
              .resolve(job.configuration().csvOutputFolder().replaceAll("^/|/$", ""))
              .resolve(
                  job.configuration().csvTablePrefix()
                      + "_"
                      + PreparedDay.DAY.toString().replace("-", ""));
      require(
          database,
          "CSV",
          lines(csv.resolve("**").resolve("*.gz")),
          lines(script.output().resolve("users.csv.gz")));
    }
  }

  private static void require(DuckDb database, String what, String job, String script)
      throws SQLException {
    String differences = database.value(DIFFERENCES.formatted(job, script));
    if (!differences.equals("0")) {
      throw new IllegalStateException(
          "the %s of job and script differ in %s rows".formatted(what, differences));
    }
  }

  private static String rows(Path folder) {
    return """
        SELECT userid, shard, revenue, cnt, partition::INTEGER AS partition
        FROM read_parquet(%s, hive_partitioning = true)"""
        .formatted(DuckDb.text(folder.resolve("partition=*").resolve("*")));
  }

  private static String lines(Path files) {
    return "FROM read_csv(%s, header = false, all_varchar = true, hive_partitioning = false, compression = 'gzip')"
        .formatted(DuckDb.text(files));
  }
}
