package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnStatementsTest {

  private static final LocalDate DAY = LocalDate.parse("2021-06-30");
  private static final Folder FOLDER = new Folder("bucket", "folder/");
  private static final PartitionRange ALL = PartitionRange.split(100).get(0);

  private final Configuration configuration = Documented.configuration();
  private final SecondaryAggregation week = configuration.secondaryAggregations().get(0);
  private final OwnStatements own = new OwnStatements(configuration);
  private final Attempt attempt =
      new Attempt(UUID.fromString("0a1b2c3d-0000-4000-8000-000000000000"));

  private List<String> dayStatements(LocalDate day) {
    DailySql sql = new DailySql(configuration);
    String table = configuration.dailyAggregationsTable();
    String draft = attempt.temporaryTable(TableSql.draftBase(table), day);
    String temporary = attempt.temporaryTable(table, day);
    return List.of(
        sql.draft(day, draft, FOLDER),
        sql.day(draft, ALL, temporary, FOLDER),
        new TableSql(configuration).drop(draft),
        new TableSql(configuration).drop(temporary));
  }

  private List<String> windowStatements(LocalDate day) {
    TableSql tables = new TableSql(configuration);
    String temporary = attempt.temporaryTable(week.targetTable(), day);
    return List.of(
        new WindowSql(configuration).sumOfDays(new DayRange(day, day), ALL, temporary, FOLDER),
        tables.create(kept(week.targetTable(), false)),
        tables.move(kept(week.targetTable(), false)),
        tables.drop(temporary));
  }

  private List<String> csvStatements(LocalDate day) {
    String temporary = attempt.temporaryTable(configuration.csvTablePrefix(), day);
    return List.of(
        new ExportSql(configuration).csv(day, temporary, FOLDER),
        new TableSql(configuration).drop(temporary));
  }

  private List<String> tableStatements() {
    TableSql tables = new TableSql(configuration);
    return List.of(
        tables.create(kept(configuration.dailyAggregationsTable(), true)),
        tables.create(kept(week.historyTable(), true)));
  }

  private static KeptTable kept(String name, boolean byDay) {
    return new KeptTable(name, byDay, FOLDER, new Projection(DAY, 100));
  }

  private List<String> readingStatements() {
    return List.of(
        new TableSql(configuration).showTables(), new DailySql(configuration).countPartitions(DAY));
  }

  @Test
  void thoseOfADayAreNotThoseOfAnotherDayOrStage() {
    recognizes(
        own.ofDay(DAY),
        dayStatements(DAY),
        concat(
            dayStatements(DAY.plusDays(1)),
            windowStatements(DAY),
            csvStatements(DAY),
            tableStatements(),
            readingStatements()));
  }

  @Test
  void thoseOfTheWindowsAreThoseOfAllDays() {
    recognizes(
        own.ofWindows(),
        concat(windowStatements(DAY), windowStatements(DAY.plusDays(1))),
        concat(dayStatements(DAY), csvStatements(DAY), tableStatements(), readingStatements()));
  }

  @Test
  void thoseOfTheCsvAreThoseOfAllDays() {
    recognizes(
        own.ofCsv(),
        concat(csvStatements(DAY), csvStatements(DAY.plusDays(1))),
        concat(dayStatements(DAY), windowStatements(DAY), tableStatements(), readingStatements()));
  }

  @Test
  void allAreThoseThatChangeSomething() {
    recognizes(
        own.all(),
        concat(dayStatements(DAY), windowStatements(DAY), csvStatements(DAY), tableStatements()),
        readingStatements());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM \"aggregations_helloworld\".\"airlytics_aggregations_ltv_helloworld_prod_7d\"",
        "CREATE TABLE \"aggregations_helloworld\".\"mine\" AS SELECT * FROM"
            + " \"aggregations_helloworld\".\"airlytics_aggregations_ltv_helloworld_prod_7d\"",
        "CREATE TABLE \"elsewhere\".\"airlytics_aggregations_ltv_helloworld_prod_7d\" AS SELECT 1",
        "ALTER TABLE `aggregations_helloworld`.`my_airlytics_aggregations_ltv_helloworld_prod_7d`"
            + " SET LOCATION 's3://bucket/folder/'",
        "DROP TABLE IF EXISTS `aggregations_helloworld`.`other_1d_tmp_20210630_0a1b2c3d`",
        "SELECT 'DROP TABLE `aggregations_helloworld`.`airlytics_aggregations_ltv_helloworld_prod_7d`'",
        ""
      })
  void thoseOfOthersAreNotRecognized(String sql) {
    assertThat(own.all().test(sql)).isFalse();
  }

  private static void recognizes(
      Predicate<String> recognized, List<String> own, List<String> others) {
    assertThat(own).allMatch(recognized);
    assertThat(others).noneMatch(recognized);
  }

  @SafeVarargs
  private static List<String> concat(List<String>... lists) {
    List<String> all = new ArrayList<>();
    for (List<String> list : lists) {
      all.addAll(list);
    }
    return all;
  }
}
