package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** What the job wrote, held against the raw events. */
final class JobOutput {

  private static final Map<String, Integer> WINDOWS =
      Map.of("7d", 7, "30d", 30, "365d", 365, "total", 36500);

  private static final String TOTALS =
      "SELECT count(*), coalesce(sum(revenue), 0), coalesce(sum(cnt), 0) FROM ";

  private final LocalServices services;
  private final SampleOptions sample;
  private final Path rawEvents;

  JobOutput(LocalServices services, SampleOptions sample, Path rawEvents) {
    this.services = services;
    this.sample = sample;
    this.rawEvents = rawEvents;
  }

  /**
   * The day's table rows, its marker and its files equal the raw events.
   *
   * @return how many values of the day are not numbers
   */
  long requireDailyAggregates(LocalDate day) throws Exception {
    return requireDailyAggregates(List.of(day));
  }

  /** The same for several days. */
  long requireDailyAggregates(List<LocalDate> days) throws Exception {
    Path daily = target("1d");
    long rejected = 0;
    try (Oracle oracle = new Oracle(rawEvents)) {
      for (LocalDate day : days) {
        assertThat(daily.resolve("_SUCCESS_" + day)).exists().isEmptyFile();
        requireSnapshot(oracle, daily.resolve("day=" + day), Oracle.day(day));
        rejected += oracle.rejected(day);
      }
    }
    return rejected;
  }

  /** Windows, CSV and user DB show exactly the raw events up to a day. */
  void requireEverythingUpTo(LocalDate day) throws Exception {
    try (Oracle oracle = new Oracle(rawEvents);
        AthenaQueries athena = new AthenaQueries(services)) {
      for (Map.Entry<String, Integer> window : WINDOWS.entrySet()) {
        String expected = Oracle.days(from(window.getValue(), day), day);
        Path snapshots = target(window.getKey());
        assertThat(snapshots.resolve("_SUCCESS_" + day)).exists();
        requireSnapshot(oracle, snapshots.resolve("day=" + day), expected);
        assertThat(athena.rows(TOTALS + table(window.getKey())))
            .as(window.getKey())
            .isEqualTo(oracle.rows(TOTALS + "(" + expected + ")"));
      }
      oracle.run("CREATE TABLE expected AS " + expectedExport(day));
      assertThat(oracle.difference(csv(day), "SELECT * FROM expected")).isEmpty();
      loadUserDb(oracle);
      assertThat(oracle.difference("SELECT * FROM user_db", "SELECT * FROM expected")).isEmpty();
    }
  }

  /** Every window has a snapshot of each of these days and of no others, and all are right. */
  void requireHistory(List<LocalDate> days) throws Exception {
    try (Oracle oracle = new Oracle(rawEvents);
        AthenaQueries athena = new AthenaQueries(services)) {
      for (Map.Entry<String, Integer> window : WINDOWS.entrySet()) {
        Path snapshots = target(window.getKey());
        assertThat(markers(snapshots))
            .containsExactlyElementsOf(days.stream().map(day -> "_SUCCESS_" + day).toList());
        List<String> expected = new ArrayList<>();
        for (LocalDate day : days) {
          String sum = Oracle.days(from(window.getValue(), day), day);
          requireSnapshot(oracle, snapshots.resolve("day=" + day), sum);
          expected.add("SELECT '%s' AS day, * FROM (%s)".formatted(day, sum));
        }
        String totals =
            "SELECT day, count(*), sum(revenue), sum(cnt) FROM %s GROUP BY 1 ORDER BY 1";
        assertThat(athena.rows(totals.formatted(table(window.getKey()) + "_history")))
            .as(window.getKey())
            .isEqualTo(
                oracle.rows(totals.formatted("(" + String.join(" UNION ALL ", expected) + ")")));
      }
    }
  }

  /** What says how far the snapshots in a folder are: hidden objects, by name. */
  private static List<String> markers(Path snapshots) throws IOException {
    try (Stream<Path> objects = Files.list(snapshots)) {
      return objects
          .map(object -> object.getFileName().toString())
          .filter(name -> name.startsWith("_"))
          .sorted()
          .toList();
    }
  }

  private static String table(String window) {
    return "aggregations_helloworld.airlytics_aggregations_ltv_helloworld_prod_" + window;
  }

  private void requireSnapshot(Oracle oracle, Path folder, String expected) throws Exception {
    List<Path> files = JobFixture.files(folder);
    if (files.isEmpty()) {
      assertThat(oracle.number("SELECT count(*) FROM (%s)".formatted(expected))).isZero();
      return;
    }
    assertThat(files.stream().map(Path::getParent)).doesNotHaveDuplicates();
    String actual =
        "SELECT userid, shard, revenue, cnt FROM read_parquet('%s/partition=*/*')"
            .formatted(folder);
    assertThat(oracle.difference(actual, expected)).as("%s", folder).isEmpty();
    assertThat(
            oracle.rows(
                "SELECT name || ' ' || type FROM parquet_schema('%s') WHERE name <> 'duckdb_schema'"
                    .formatted(files.get(0))))
        .extracting(row -> row.get(0))
        .containsExactly("userid BYTE_ARRAY", "shard INT64", "revenue INT64", "cnt INT64");
  }

  private String expectedExport(LocalDate day) {
    StringBuilder columns =
        new StringBuilder(
            "SELECT t.userid AS user_id, t.shard, coalesce(d1.revenue, 0), coalesce(d1.cnt, 0)");
    StringBuilder joins = new StringBuilder();
    joins.append(" LEFT JOIN (%s) d1 ON d1.userid = t.userid".formatted(Oracle.day(day)));
    for (int days : List.of(7, 30, 365)) {
      columns.append(", coalesce(d%1$d.revenue, 0), coalesce(d%1$d.cnt, 0)".formatted(days));
      joins.append(
          " LEFT JOIN (%2$s) d%1$d ON d%1$d.userid = t.userid"
              .formatted(days, Oracle.days(from(days, day), day)));
    }
    String total = Oracle.days(sample.firstDay(), day);
    return columns + ", t.revenue, t.cnt FROM (" + total + ") t" + joins;
  }

  private String csv(LocalDate day) throws IOException {
    Path folder =
        services
            .objects()
            .resolve("airlytics-imports-internal/db-import/aggregations/ltv/HelloWorld")
            .resolve(
                "ad_impressions_helloworld_prod_" + day.format(DateTimeFormatter.BASIC_ISO_DATE));
    List<Path> files = JobFixture.files(folder);
    assertThat(files).hasSize(1);
    assertThat(files.get(0).toString()).endsWith(".gz");
    return readCsv(files.get(0));
  }

  private static String readCsv(Path file) {
    return """
        SELECT * FROM read_csv('%s', header = false, auto_detect = false, hive_partitioning = false, delim = ',',
          quote = '"', escape = '"', nullstr = '\\N',
          columns = {
            'user_id': 'varchar', 'shard': 'bigint',
            'revenue_d1': 'bigint', 'cnt_d1': 'bigint',
            'revenue_d7': 'bigint', 'cnt_d7': 'bigint',
            'revenue_d30': 'bigint', 'cnt_d30': 'bigint',
            'revenue_d365': 'bigint', 'cnt_d365': 'bigint',
            'revenue_total': 'bigint', 'cnt_total': 'bigint'})
        """
        .formatted(file);
  }

  private void loadUserDb(Oracle oracle) throws SQLException, IOException {
    Path file = services.folder().resolve("user-db.csv");
    try (Connection connection = DriverManager.getConnection(services.userDb().jdbcUrl());
        OutputStream output = Files.newOutputStream(file)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "COPY (SELECT user_id, shard, revenue_d1, cnt_d1, revenue_d7, cnt_d7, revenue_d30, cnt_d30, revenue_d365, cnt_d365, revenue_total, cnt_total FROM ad_impressions) TO STDOUT CSV",
              output);
    }
    oracle.run("CREATE TABLE user_db AS " + readCsv(file));
  }

  private LocalDate from(int window, LocalDate day) {
    LocalDate from = day.minusDays(window - 1L);
    return from.isBefore(sample.firstDay()) ? sample.firstDay() : from;
  }

  private Path target(String window) {
    return services
        .objects()
        .resolve("airlytics-datalake-internal-prod/aggregations/ltv/HelloWorld")
        .resolve(window);
  }
}
