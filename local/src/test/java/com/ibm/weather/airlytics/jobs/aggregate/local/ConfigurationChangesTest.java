package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A configuration that changes on a running installation, one change after another, while an
 * analyst reads the tables: the run after a change makes the windows what SQL straight over the raw
 * events makes them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConfigurationChangesTest {

  private static final LocalDate FIRST_DAY = LocalDate.parse("2021-06-01");

  /** Two are enough: more readers would only be slower. */
  private static final Set<String> READ = Set.of("7d", "total");

  private static final String TABLES =
      "aggregations_helloworld.airlytics_aggregations_ltv_helloworld_prod_";

  @TempDir private static Path folder;

  private static JobFixture job;
  private static ObjectNode configuration;
  private static LocalDate lastDay = FIRST_DAY.plusDays(5);

  @BeforeAll
  static void runOnce() throws Exception {
    job = JobFixture.start(folder, new SampleOptions(FIRST_DAY, 13, 100, 300, 4, 7));
    configuration = job.configuration().deepCopy();
    configuration.put("importToUserDb", false).put("historyStartDay", day(4));
    assertThat(job.run(configuration, lastDay.plusDays(1)).exitCode()).isZero();
    requireWindows();
  }

  @AfterAll
  static void stopServices() {
    job.close();
  }

  @Test
  @Order(1)
  void theHistoryBeginsEarlier() throws Exception {
    change(json -> json.put("historyStartDay", day(1)), 0);
    change(json -> {}, 1);
  }

  @Test
  @Order(2)
  void theHistoryBeginsLater() throws Exception {
    change(json -> json.put("historyStartDay", day(3)), 1);
    change(json -> json.put("historyStartDay", day(5)), 0);
  }

  @Test
  @Order(3)
  void theHistoryBeginsEarlierAgain() throws Exception {
    change(json -> json.put("historyStartDay", day(2)), 1);
  }

  @Test
  @Order(4)
  void aWindowIsAdded() throws Exception {
    Consumer<ObjectNode> added =
        json ->
            json.withArray("secondaryAggregations")
                .addObject()
                .put("aggregationWindowDays", 3)
                .put("targetFolder", "/aggregations/ltv/HelloWorld/3d/")
                .put("targetTable", "airlytics_aggregations_ltv_helloworld_prod_3d");
    change(added, 0);
    change(json -> {}, 1);
  }

  @Test
  @Order(5)
  void aWindowIsRemovedAndComesBackDaysLater() throws Exception {
    ObjectNode week = windows().get(0).deepCopy();
    change(json -> json.withArray("secondaryAggregations").remove(0), 1);
    change(json -> json.withArray("secondaryAggregations").insert(0, week), 1);
  }

  @Test
  @Order(6)
  void theLengthOfAWindowChanges() throws Exception {
    change(json -> ((ObjectNode) windows().get(0)).put("aggregationWindowDays", 5), 0);
    change(json -> ((ObjectNode) windows().get(0)).put("aggregationWindowDays", 8), 1);
  }

  /** Changes the configuration and runs the job, after none or some days, while tables are read. */
  private static void change(Consumer<ObjectNode> change, int days) throws Exception {
    List<String> tablesBefore = tables();
    List<String> before = windowsInSql();
    change.accept(configuration);
    lastDay = lastDay.plusDays(days);
    List<TableReader> readers = new ArrayList<>();
    Set<String> read = new TreeSet<>(READ);
    read.retainAll(tablesBefore);
    read.retainAll(tables());
    try (Oracle oracle = job.oracle()) {
      for (String table : read) {
        readers.add(TableReader.of(job.services(), TABLES + table));
      }
      JobResult result = job.run(configuration, lastDay.plusDays(1));
      assertThat(result.exitCode()).isZero();
      int reader = 0;
      for (String table : read) {
        readers
            .get(reader++)
            .requireOnly(
                oracle,
                before.get(tablesBefore.indexOf(table)),
                windowsInSql().get(tables().indexOf(table)));
      }
    } finally {
      readers.forEach(TableReader::close);
    }
    requireWindows();
  }

  private static void requireWindows() throws Exception {
    List<String> windows = windowsInSql();
    try (AthenaQueries athena = new AthenaQueries(job.services());
        Oracle oracle = job.oracle()) {
      for (int index = 0; index < windows.size(); index++) {
        List<List<String>> expected =
            oracle.rows("SELECT * FROM (%s) ORDER BY userid".formatted(windows.get(index)));
        String columns = "SELECT userid, shard, revenue, cnt FROM " + TABLES + tables().get(index);
        assertThat(athena.rows(columns + " ORDER BY userid"))
            .as(tables().get(index))
            .isEqualTo(expected);
        assertThat(
                athena.rows(
                    columns + "_history WHERE day = '%s' ORDER BY userid".formatted(lastDay)))
            .as("the history of " + tables().get(index))
            .isEqualTo(expected);
      }
    }
  }

  private static ArrayNode windows() {
    return configuration.withArray("secondaryAggregations");
  }

  private static List<String> tables() {
    return Stream.iterate(0, index -> index + 1)
        .limit(windows().size())
        .map(index -> windows().get(index).path("targetTable").asText())
        .map(table -> table.substring(table.lastIndexOf('_') + 1))
        .toList();
  }

  /** What the windows must be: the raw events of their days. */
  private static List<String> windowsInSql() {
    LocalDate start = LocalDate.parse(configuration.path("historyStartDay").asText());
    return Stream.iterate(0, index -> index + 1)
        .limit(windows().size())
        .map(index -> windows().get(index).path("aggregationWindowDays").asLong())
        .map(days -> lastDay.minusDays(days - 1))
        .map(from -> Oracle.days(from.isBefore(start) ? start : from, lastDay))
        .toList();
  }

  private static String day(int day) {
    return FIRST_DAY.withDayOfMonth(day).toString();
  }
}
