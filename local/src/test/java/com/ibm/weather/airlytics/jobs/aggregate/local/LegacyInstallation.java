package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;

/**
 * What the job that was there before this one leaves: daily aggregates in files of other names, in
 * which a user all of whose values are no numbers has none, their markers, a daily table whose
 * ranges are written into it, and window tables of every kind.
 */
final class LegacyInstallation {

  private static final String DATABASE = "aggregations_helloworld";
  private static final String TABLES = DATABASE + ".airlytics_aggregations_ltv_helloworld_prod_";
  private static final String LAKE = "airlytics-datalake-internal-prod/";
  private static final String TARGET = LAKE + "aggregations/ltv/HelloWorld/";

  private final JobFixture job;
  private final LocalDate firstDay;
  private final LocalDate lastDay;

  private LegacyInstallation(JobFixture job, LocalDate firstDay, LocalDate lastDay) {
    this.job = job;
    this.firstDay = firstDay;
    this.lastDay = lastDay;
  }

  /** Aggregates some days as the other job does. */
  static void install(JobFixture job, LocalDate firstDay, LocalDate lastDay) throws Exception {
    LegacyInstallation legacy = new LegacyInstallation(job, firstDay, lastDay);
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement();
        AthenaSession athena =
            new AthenaSession(
                job.services().awsEnvironment(), "aws-athena-query-results-eu-west-1")) {
      legacy.aggregate(statement);
      legacy.dailies(statement, athena);
      legacy.windowOverItsOwnFolder(statement, athena, "7d", 7);
      legacy.windowOfRegisteredPartitions(statement, athena, "30d", 30);
      legacy.windowOfProjectedPartitions(statement, athena, "365d", 365);
      legacy.windowOfRegisteredPartitions(statement, athena, "total", 36500);
    }
  }

  private void aggregate(Statement duckDb) throws SQLException {
    duckDb.execute(
        """
        CREATE TABLE daily AS
        SELECT userid, CAST(max(shard) AS bigint) AS shard,
          CAST(sum(CASE WHEN isfinite(number) AND number = trunc(number) AND abs(number) < 9e18
            THEN CAST(number AS bigint) END) AS bigint) AS revenue,
          count(*) AS cnt, max(partition) AS partition, day
        FROM (
          SELECT *, TRY_CAST(json_extract_string(event, '$.attributes.revenue') AS double) AS number
          FROM read_parquet('%s/partition=*/day=*/*', hive_partitioning = true))
        WHERE name = 'ad-impression' AND userid <> '' AND day BETWEEN '%s' AND '%s'
        GROUP BY userid, day
        """
            .formatted(job.rawEvents(), firstDay, lastDay));
    try (ResultSet rows = duckDb.executeQuery("SELECT count(*) FROM daily WHERE revenue IS NULL")) {
      rows.next();
      assertThat(rows.getLong(1)).as("users without a value").isPositive();
    }
  }

  private void dailies(Statement duckDb, AthenaSession athena) throws Exception {
    for (LocalDate day : firstDay.datesUntil(lastDay.plusDays(1)).toList()) {
      write(
          duckDb,
          "SELECT userid, shard, revenue, cnt, partition FROM daily WHERE day = '%s'"
              .formatted(day),
          TARGET + "1d/day=" + day);
      mark("1d", day);
    }
    athena.run(
        create("1d", "`day` string, `partition` smallint", TARGET + "1d/")
            + """
            TBLPROPERTIES ('projection.enabled'='true', 'projection.day.type'='date',
              'projection.day.format'='yyyy-MM-dd', 'projection.day.range'='%s,%s',
              'projection.partition.type'='integer', 'projection.partition.range'='0,99')
            """
                .formatted(firstDay, lastDay));
  }

  /** The table shows the folder in which this job would write the same day. */
  private void windowOverItsOwnFolder(
      Statement duckDb, AthenaSession athena, String window, int days) throws Exception {
    String location = TARGET + window + "/day=" + lastDay;
    write(duckDb, window(days), location);
    mark(window, lastDay);
    athena.run(create(window, "`partition` smallint", location + "/"));
    register(athena, window, location);
  }

  /** The partitions are somewhere, and the table's location is somewhere else. */
  private void windowOfRegisteredPartitions(
      Statement duckDb, AthenaSession athena, String window, int days) throws Exception {
    String location = LAKE + "other-job/" + window + "-run-17";
    write(duckDb, window(days), location);
    athena.run(create(window, "`partition` smallint", LAKE + "other-job/" + window + "/"));
    register(athena, window, location);
  }

  private void windowOfProjectedPartitions(
      Statement duckDb, AthenaSession athena, String window, int days) throws Exception {
    String location = LAKE + "other-job/" + window;
    write(duckDb, window(days), location);
    athena.run(
        create(window, "`partition` smallint", location + "/")
            + """
            TBLPROPERTIES ('projection.enabled'='true', 'projection.partition.type'='integer',
              'projection.partition.range'='0,99')
            """);
  }

  private void register(AthenaSession athena, String window, String location) throws Exception {
    try (var partitions = Files.list(job.services().objects().resolve(location))) {
      for (Path partition : partitions.sorted().toList()) {
        String number = partition.getFileName().toString().replace("partition=", "");
        athena.run(
            "ALTER TABLE %s%s ADD PARTITION (`partition` = %s) LOCATION 's3://%s/partition=%s/'"
                .formatted(TABLES, window, number, location, number));
      }
    }
  }

  private String window(int days) {
    return """
        SELECT userid, max(shard) AS shard, CAST(coalesce(sum(revenue), 0) AS bigint) AS revenue,
          CAST(sum(cnt) AS bigint) AS cnt, max(partition) AS partition
        FROM daily WHERE day > DATE '%s' - %d GROUP BY userid
        """
        .formatted(lastDay, days);
  }

  private void write(Statement duckDb, String rows, String folder) throws Exception {
    Path path = job.services().objects().resolve(folder);
    Files.createDirectories(path);
    duckDb.execute(
        """
        COPY (%s) TO '%s' (FORMAT parquet, PARTITION_BY (partition),
          FILENAME_PATTERN '20210601_031500_00042_{uuid}', OVERWRITE_OR_IGNORE)
        """
            .formatted(rows, path));
  }

  private void mark(String window, LocalDate day) throws IOException {
    Path folder = job.services().objects().resolve(TARGET + window);
    Files.createFile(folder.resolve("_SUCCESS_" + day));
  }

  private static String create(String table, String partitions, String location) {
    return """
        CREATE EXTERNAL TABLE %s%s (
          `userid` string, `shard` bigint, `revenue` bigint, `cnt` bigint)
        PARTITIONED BY (%s) STORED AS PARQUET LOCATION 's3://%s'
        """
        .formatted(TABLES, table, partitions, location);
  }

  /** The tables of all windows. */
  static List<String> windowTables() {
    return List.of("7d", "30d", "365d", "total").stream().map(TABLES::concat).toList();
  }
}
