package com.ibm.weather.airlytics.jobs.aggregate.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Reads the files back with DuckDB, as any reader of the data lake would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleEventsTest {

  private static final SampleOptions OPTIONS =
      new SampleOptions(LocalDate.of(2021, 6, 1), 24, 2_000, 2_000, 10, 7);
  private static final SampleOptions SMALLEST =
      new SampleOptions(LocalDate.of(2021, 6, 1), 3, 14, 25, 4, 7);

  private final List<LocalDate> reported = new ArrayList<>();
  private Connection database;

  @BeforeAll
  void write(@TempDir Path folder) throws IOException, SQLException {
    SampleEvents.write(folder, OPTIONS, reported::add);
    database = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = database.createStatement()) {
      statement.execute(
          """
          CREATE TABLE events AS
          FROM read_parquet(%s, hive_partitioning = true, hive_types_autocast = false)
          """
              .formatted(Sql.text(folder + "/*/*/*.parquet")));
      statement.execute(
          """
          CREATE VIEW impressions AS
          SELECT *, regexp_extract(event, '"revenue":(.*),"adUnit"', 1) AS revenue
          FROM events
          WHERE name = 'ad-impression'
          """);
    }
  }

  @AfterAll
  void close() throws SQLException {
    database.close();
  }

  @Test
  void filesHaveTheColumnsOfTheSourceTable() throws SQLException {
    assertThat(rows("SELECT column_name || ' ' || column_type FROM (DESCRIBE events)"))
        .containsExactlyInAnyOrder(
            "userid VARCHAR",
            "shard INTEGER",
            "name VARCHAR",
            "event VARCHAR",
            "partition VARCHAR",
            "day VARCHAR");
  }

  @Test
  void everyDayHasTheSameNumberOfEventsAndAllPartitions() throws SQLException {
    assertThat(
            rows(
                "SELECT concat_ws(' ', day, count(*), count(DISTINCT partition), max(partition)) FROM events GROUP BY day ORDER BY day"))
        .containsExactlyElementsOf(
            OPTIONS.allDays().stream().map(day -> day + " 2000 10 9").toList());
  }

  @Test
  void aPartitionOfADayIsOneFile(@TempDir Path folder) throws IOException {
    SampleEvents.write(folder, SMALLEST, day -> {});

    Set<String> expected = new HashSet<>();
    for (LocalDate day : SMALLEST.allDays()) {
      for (int partition = 0; partition < SMALLEST.partitions(); partition++) {
        expected.add("partition=%d/day=%s/part-0.parquet".formatted(partition, day));
      }
    }
    assertThat(contents(folder).keySet()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void theSameSeedGivesTheSameFilesAndAnotherSeedOthers(
      @TempDir Path first, @TempDir Path second, @TempDir Path other) throws IOException {
    SampleOptions reseeded =
        new SampleOptions(
            SMALLEST.firstDay(),
            SMALLEST.days(),
            SMALLEST.users(),
            SMALLEST.eventsPerDay(),
            SMALLEST.partitions(),
            8);

    SampleEvents.write(first, SMALLEST, day -> {});
    SampleEvents.write(second, SMALLEST, day -> {});
    SampleEvents.write(other, reseeded, day -> {});

    assertThat(contents(second)).isEqualTo(contents(first));
    assertThat(contents(other)).isNotEqualTo(contents(first));
  }

  @Test
  void daysAreReportedInOrder() {
    assertThat(reported).containsExactlyElementsOf(OPTIONS.allDays());
  }

  @Test
  void eventsAreJsonThatAgreesWithTheColumns() throws SQLException {
    assertThat(
            rows(
                """
                SELECT event FROM events
                WHERE NOT json_valid(event)
                   OR json_extract_string(event, '$.userId') IS DISTINCT FROM userid
                   OR make_timestamp_ms(json_extract(event, '$.eventTime')::BIGINT)::DATE <> day::DATE
                   OR json_extract_string(event, '$.platform') NOT IN ('ios', 'android')
                """))
        .isEmpty();
    assertThat(rows("SELECT count(DISTINCT json_extract_string(event, '$.eventId')) FROM events"))
        .containsExactly(String.valueOf(OPTIONS.days() * OPTIONS.eventsPerDay()));
  }

  @Test
  void fewUsersSendManyEventsAndManySendFew() throws SQLException {
    long mean = (long) OPTIONS.days() * OPTIONS.eventsPerDay() / OPTIONS.users();
    String counts =
        "FROM (SELECT count(*) AS events FROM events WHERE userid <> '' GROUP BY userid)";

    assertThat(number("SELECT max(events) " + counts)).isGreaterThan(30 * mean);
    assertThat(number("SELECT median(events)::BIGINT " + counts)).isLessThan(mean * 2 / 3);
    assertThat(number("SELECT count(*) " + counts)).isGreaterThan(OPTIONS.users() * 9L / 10);
  }

  @Test
  void mostRevenuesAreWholeMicroDollars() throws SQLException {
    long impressions = number("SELECT count(*) FROM impressions");
    long whole =
        number("SELECT count(*) FROM impressions WHERE regexp_matches(revenue, '^[0-9]{3,5}$')");

    assertThat(impressions).isGreaterThan(4L * OPTIONS.days() * OPTIONS.eventsPerDay() / 10);
    assertThat(whole).isGreaterThan(impressions * 9 / 10);
    assertThat(number("SELECT count(DISTINCT revenue) FROM impressions")).isGreaterThan(1_000);
  }

  @Test
  void everyOddRevenueIsThereOnceADay() throws SQLException {
    for (String revenue : SpecialEvents.REVENUES) {
      assertThat(
              rows(
                  "SELECT day FROM impressions WHERE revenue = %s ORDER BY day"
                      .formatted(Sql.text(revenue))))
          .as(revenue)
          .containsExactlyElementsOf(daysWithImpressions());
    }
  }

  @Test
  void oneDayHasEventsButNoAdImpressions() throws SQLException {
    String day = Sql.text(OPTIONS.dayWithoutAdImpressions().toString());

    assertThat(OPTIONS.dayWithoutAdImpressions()).isEqualTo("2021-06-20");
    assertThat(number("SELECT count(*) FROM impressions WHERE day = " + day)).isZero();
    assertThat(number("SELECT count(DISTINCT name) FROM events WHERE day = " + day)).isEqualTo(4);
    assertThat(number("SELECT count(DISTINCT day) FROM impressions"))
        .isEqualTo(OPTIONS.days() - 1L);
  }

  @Test
  void someAdImpressionsHaveNoUserId() throws SQLException {
    assertThat(
            rows(
                "SELECT concat(day, count(*) FILTER (userid IS NULL), count(*) FILTER (userid = '')) FROM impressions WHERE coalesce(userid, '') = '' GROUP BY day ORDER BY day"))
        .containsExactlyElementsOf(daysWithImpressions().stream().map(day -> day + "22").toList());
  }

  @Test
  void userIdsThatCsvMustQuoteHaveAdImpressionsEveryDay() throws SQLException {
    assertThat(SampleEvents.USER_WITH_COMMA).contains(",");
    assertThat(SampleEvents.USER_WITH_QUOTE).contains("\"");
    for (String user : List.of(SampleEvents.USER_WITH_COMMA, SampleEvents.USER_WITH_QUOTE)) {
      assertThat(
              rows(
                  "SELECT day FROM impressions WHERE userid = %s ORDER BY day"
                      .formatted(Sql.text(user))))
          .containsExactlyElementsOf(daysWithImpressions());
    }
  }

  @Test
  void onlyTheMovingUsersAreInTwoPartitionsOneAfterTheOther() throws SQLException {
    assertThat(
            rows(
                "SELECT userid FROM events WHERE userid <> '' GROUP BY userid HAVING count(DISTINCT partition) > 1"))
        .containsExactlyInAnyOrderElementsOf(SampleEvents.MOVING_USERS);
    assertThat(
            rows(
                """
                SELECT DISTINCT concat(userid, ' ', count(DISTINCT partition))
                FROM events
                WHERE starts_with(userid, 'moving-')
                GROUP BY userid, day < '%s'
                """
                    .formatted(OPTIONS.dayOfTheMove())))
        .containsExactlyInAnyOrderElementsOf(
            SampleEvents.MOVING_USERS.stream().map(user -> user + " 1").toList());
  }

  @Test
  void aUserHasOneShard() throws SQLException {
    assertThat(rows("SELECT userid FROM events GROUP BY userid HAVING count(DISTINCT shard) > 1"))
        .isEmpty();
    assertThat(number("SELECT count(DISTINCT shard) FROM events")).isGreaterThan(500);
    assertThat(number("SELECT count(*) FROM events WHERE shard NOT BETWEEN 0 AND 999")).isZero();
  }

  @Test
  void theDemonstrationHasSixWeeksAndTwoMillionEvents() {
    SampleOptions demo = SampleOptions.demo();

    assertThat(demo.allDays()).hasSize(42).startsWith(LocalDate.of(2021, 6, 1));
    assertThat(demo.days() * demo.eventsPerDay()).isGreaterThan(2_000_000);
    assertThat(demo.users()).isGreaterThan(50_000);
    assertThat(demo.partitions()).isEqualTo(100);
  }

  @Test
  void allThatIsWrongWithTheOptionsIsReportedAtOnce() {
    assertThatThrownBy(() -> new SampleOptions(LocalDate.of(2021, 6, 1), 0, 5, 7, 10, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("days is 0")
        .hasMessageContaining("users is 5, but 10 partitions need at least 20")
        .hasMessageContaining("eventsPerDay is 7, but 10 partitions need at least 31");
  }

  private static List<String> daysWithImpressions() {
    return OPTIONS.allDays().stream()
        .filter(day -> !day.equals(OPTIONS.dayWithoutAdImpressions()))
        .map(LocalDate::toString)
        .toList();
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString().replace('\\', '/'),
            HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(rows(sql).get(0));
  }

  private List<String> rows(String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    }
  }
}
