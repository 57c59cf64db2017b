package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import io.trino.sql.parser.SqlParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every statement that the job can produce, byte for byte as in {@code src/test/resources/golden}.
 * After an intended change, {@code ./mvnw -pl functions test -Dtest=GoldenSqlTest
 * -Dgolden.rewrite=true} writes the files anew; read their diff before it is committed.
 */
class GoldenSqlTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  private static final LocalDate DAY = LocalDate.parse("2021-06-30");
  private static final String BUCKET = "airlytics-datalake-internal-prod";
  private static final Folder DAILY = Folder.of(BUCKET, "aggregations/ltv/HelloWorld/1d");
  private static final Folder CSV =
      Folder.of(
          "airlytics-imports-internal",
          "db-import/aggregations/ltv/HelloWorld/ad_impressions_helloworld_prod_20210630");

  private static final Configuration DOCUMENTED = Documented.configuration();
  private static final Projection PROJECTION =
      new Projection(DOCUMENTED.historyStartDay(), DOCUMENTED.sourcePartitions());
  private static final PartitionRange ALL = PartitionRange.split(100).get(0);
  private static final List<String> OTHER_TYPES =
      List.of("int", "double", "float", "decimal(10,2)");

  @BeforeAll
  static void rewriteWhenAskedTo() throws IOException {
    if (Boolean.getBoolean("golden.rewrite")) {
      for (File file : GOLDEN.toFile().listFiles()) {
        Files.delete(file.toPath());
      }
      Map<String, String> statements = new TreeMap<>(trino());
      statements.putAll(hive());
      for (Map.Entry<String, String> statement : statements.entrySet()) {
        Files.writeString(GOLDEN.resolve(statement.getKey() + ".sql"), statement.getValue() + "\n");
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> statementsOfTrinoAreAsReviewed() {
    return trino().entrySet().stream()
        .map(
            statement ->
                DynamicTest.dynamicTest(
                    statement.getKey(),
                    () -> {
                      compare(statement.getKey(), statement.getValue());
                      assertThat(new SqlParser().createStatement(statement.getValue())).isNotNull();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> statementsOfHiveAreAsReviewed() {
    return hive().entrySet().stream()
        .map(
            statement ->
                DynamicTest.dynamicTest(
                    statement.getKey(),
                    () -> {
                      compare(statement.getKey(), statement.getValue());
                      assertBalanced(statement.getValue());
                    }));
  }

  @Test
  void noFileIsLeftOver() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".sql", "")))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(trino().keySet().stream(), hive().keySet().stream()).toList());
    }
  }

  private static Map<String, String> trino() {
    Map<String, String> statements = new TreeMap<>();
    DailySql daily = new DailySql(DOCUMENTED);
    statements.put("daily-count-partitions", daily.countPartitions(DAY));
    statements.put("daily-count-events", daily.countEvents(List.of(DAY.minusDays(1), DAY)));
    statements.put("daily-draft", draft(DOCUMENTED));
    statements.put("daily-day", day(DOCUMENTED));
    statements.put("window-sum-of-days", sumOfDays(DOCUMENTED));
    statements.put("window-from-snapshot", fromSnapshot(DOCUMENTED));
    statements.put("window-from-snapshot-none-left", fromSnapshotOfTotal(DOCUMENTED));
    statements.put("window-from-snapshot-moved-start", fromSnapshotOfLaterStart());
    statements.put("export-csv", csv(DOCUMENTED));
    for (PartitionRange range : PartitionRange.split(250)) {
      statements.put("daily-day-" + range, day(DOCUMENTED, range));
    }
    statements.put("window-sum-of-days-100-199", sumOfDays(DOCUMENTED, middleRange()));
    for (String type : OTHER_TYPES) {
      Configuration typed = Documented.configuration(json -> json.put("aggregatedValueType", type));
      String suffix = "-" + type.replaceAll("[(),]+", "-").replaceAll("-$", "");
      statements.put("daily-draft" + suffix, draft(typed));
      statements.put("daily-day" + suffix, day(typed));
      statements.put("window-sum-of-days" + suffix, sumOfDays(typed));
      statements.put("window-from-snapshot-none-left" + suffix, fromSnapshotOfTotal(typed));
      statements.put("export-csv" + suffix, csv(typed));
    }
    statements.put(
        "daily-draft-quoted",
        draft(
            Documented.configuration(
                json ->
                    json.put("eventName", "it's an \"ad\"")
                        .put("aggregatedValueJsonPath", "$[\"it's\"].revenue"))));
    statements.put(
        "export-csv-without-import",
        csv(Documented.configuration(json -> json.put("importToUserDb", false))));
    statements.put(
        "export-csv-total-only",
        csv(
            Documented.configuration(
                json -> json.putArray("secondaryAggregations").add(totalWindow(json)))));
    return statements;
  }

  private static ObjectNode totalWindow(ObjectNode json) {
    return json.objectNode()
        .put("aggregationWindowDays", 36500)
        .put("targetFolder", "/aggregations/ltv/HelloWorld/total/")
        .put("targetTable", "ltv_total");
  }

  private static Map<String, String> hive() {
    TableSql tables = new TableSql(DOCUMENTED);
    SecondaryAggregation week = DOCUMENTED.secondaryAggregations().get(0);
    Folder snapshots = Folder.of(BUCKET, week.targetFolder());
    Map<String, String> statements = new TreeMap<>();
    statements.put("table-show", tables.showTables());
    statements.put(
        "table-show-without-csv",
        new TableSql(
                Documented.configuration(
                    json -> json.put("exportToCsv", false).put("importToUserDb", false)))
            .showTables());
    KeptTable daily = new KeptTable(DOCUMENTED.dailyAggregationsTable(), true, DAILY, PROJECTION);
    KeptTable history = new KeptTable(week.historyTable(), true, snapshots, PROJECTION);
    KeptTable target = new KeptTable(week.targetTable(), false, snapshots.day(DAY), PROJECTION);
    statements.put("table-create-daily", tables.create(daily));
    statements.put("table-create-history", tables.create(history));
    statements.put("table-create-target", tables.create(target));
    statements.put("table-alter-daily", tables.alter(daily, daily.properties()));
    statements.put("table-alter-target-ranges", tables.alter(target, target.ranges()));
    statements.put("table-move-history", tables.move(history));
    statements.put("table-show-snapshot", tables.move(target));
    statements.put("table-drop", tables.drop("ltv_1d_tmp_20210630_0a1b2c3d"));
    statements.put(
        "table-create-daily-decimal-250-partitions",
        new TableSql(
                Documented.configuration(
                    json -> json.put("aggregatedValueType", "Decimal( 10 , 2 )")))
            .create(
                new KeptTable(
                    DOCUMENTED.dailyAggregationsTable(),
                    true,
                    DAILY,
                    new Projection(DOCUMENTED.historyStartDay(), 250))));
    return statements;
  }

  private static String draft(Configuration configuration) {
    return new DailySql(configuration)
        .draft(DAY, "ltv_1d_draft_tmp_20210630_0a1b2c3d", DAILY.child("draft").day(DAY));
  }

  private static PartitionRange middleRange() {
    return PartitionRange.split(250).get(1);
  }

  private static String day(Configuration configuration) {
    return day(configuration, ALL);
  }

  private static String day(Configuration configuration, PartitionRange range) {
    return new DailySql(configuration)
        .day(
            "ltv_1d_draft_tmp_20210630_0a1b2c3d",
            range,
            "ltv_1d_tmp_20210630_0a1b2c3d",
            DAILY.day(DAY));
  }

  private static String sumOfDays(Configuration configuration) {
    return sumOfDays(configuration, ALL);
  }

  private static String sumOfDays(Configuration configuration, PartitionRange range) {
    return new WindowSql(configuration)
        .sumOfDays(
            new DayRange(DAY.minusDays(6), DAY), range, "ltv_7d_tmp_20210630_0a1b2c3d", week());
  }

  private static String fromSnapshot(Configuration configuration) {
    return new WindowSql(configuration)
        .fromSnapshot(
            configuration.secondaryAggregations().get(0),
            DAY.minusDays(2),
            List.of(new DayRange(DAY.minusDays(1), DAY)),
            List.of(new DayRange(DAY.minusDays(8), DAY.minusDays(7))),
            ALL,
            "ltv_7d_tmp_20210630_0a1b2c3d",
            week());
  }

  private static String fromSnapshotOfTotal(Configuration configuration) {
    return new WindowSql(configuration)
        .fromSnapshot(
            configuration.total(),
            DAY.minusDays(1),
            List.of(new DayRange(DAY, DAY)),
            List.of(),
            ALL,
            "ltv_total_tmp_20210630_0a1b2c3d",
            Folder.of(BUCKET, configuration.total().targetFolder()).day(DAY));
  }

  private static String fromSnapshotOfLaterStart() {
    return new WindowSql(DOCUMENTED)
        .fromSnapshot(
            DOCUMENTED.total(),
            DAY.minusDays(1),
            List.of(
                new DayRange(LocalDate.parse("2021-05-01"), LocalDate.parse("2021-05-31")),
                new DayRange(DAY, DAY)),
            List.of(),
            ALL,
            "ltv_total_tmp_20210630_0a1b2c3d",
            Folder.of(BUCKET, DOCUMENTED.total().targetFolder()).day(DAY));
  }

  private static String csv(Configuration configuration) {
    return new ExportSql(configuration)
        .csv(DAY, "ad_impressions_helloworld_prod_tmp_20210630_0a1b2c3d", CSV);
  }

  private static Folder week() {
    return Folder.of(BUCKET, DOCUMENTED.secondaryAggregations().get(0).targetFolder()).day(DAY);
  }

  private static void compare(String name, String sql) throws IOException {
    assertThat(sql + "\n").isEqualTo(Files.readString(GOLDEN.resolve(name + ".sql")));
    assertThat(sql)
        .doesNotContain("${", "\t")
        .doesNotContainPattern("(?m) +$")
        .doesNotContain("\n\n");
  }

  private static void assertBalanced(String sql) {
    assertThat(sql.chars().filter(character -> character == '\'').count() % 2).isZero();
    assertThat(sql.chars().filter(character -> character == '`').count() % 2).isZero();
    String bare = sql.replaceAll("'[^']*'|`[^`]*`", "x");
    String rest = bare;
    for (String before = ""; !before.equals(rest); ) {
      before = rest;
      rest = before.replaceAll("\\([^()]*\\)", "");
    }
    assertThat(rest).doesNotContain("(", ")");
    assertThat(bare).doesNotContain(";", "--", "/*");
  }
}
