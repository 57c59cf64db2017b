package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationReader;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.ExportSql;
import com.ibm.weather.airlytics.jobs.aggregate.local.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the statement that writes the CSV puts users whom the user DB would refuse. */
class RefusedUsersTest {

  private static final String COLUMNS =
      "userid string, shard bigint, revenue bigint, cnt bigint, day string, partition smallint";
  private static final String FITS = "x".repeat(64);

  @Test
  void eachKindIsSetApartAndTheOthersAreNot() throws Exception {
    assertThat(summaries(true))
        .containsExactlyInAnyOrder(
            "duplicate refused-duplicates",
            FITS + " users",
            FITS + "x refused-long-ids",
            "good users",
            "highest users",
            "lowest users",
            "no-count refused-nulls",
            "no-shard refused-nulls",
            "no-value refused-nulls",
            "too-high refused-shards",
            "too-low refused-shards",
            "null totals.users-12");
  }

  @Test
  void nobodyIsSetApartWhereNothingIsImported() throws Exception {
    assertThat(summaries(false)).hasSize(12).noneMatch(line -> line.contains("refused"));
  }

  private static List<String> summaries(boolean imported) throws Exception {
    Configuration configuration = configuration(imported);
    String statement =
        new ExportSql(configuration)
            .csv(LocalDate.parse("2021-07-10"), "csv", Folder.of("imports", "csv"));
    String query = statement.substring(statement.indexOf(") AS\nSELECT") + ") AS\n".length());
    TranslatedQueries queries = new TranslatedQueries();
    try {
      queries.table(
          configuration.destAthenaDb(),
          configuration.dailyAggregationsTable(),
          COLUMNS,
          "('good', 1, 10, 1, '2021-07-10', 0)");
      queries.table(
          configuration.destAthenaDb(),
          configuration.total().historyTable(),
          COLUMNS,
          """
          ('good', 1, 10, 1, '2021-07-10', 0),
          ('no-shard', NULL, 10, 1, '2021-07-10', 0),
          ('no-value', 1, NULL, 1, '2021-07-10', 0),
          ('no-count', 1, 10, NULL, '2021-07-10', 0),
          ('duplicate', 1, 10, 1, '2021-07-10', 0),
          ('duplicate', 1, 10, 1, '2021-07-10', 1),
          ('%1$s', 1, 10, 1, '2021-07-10', 0),
          ('%1$sx', 1, 10, 1, '2021-07-10', 0),
          ('highest', 2147483647, 10, 1, '2021-07-10', 0),
          ('too-high', 2147483648, 10, 1, '2021-07-10', 0),
          ('lowest', -2147483648, 10, 1, '2021-07-10', 0),
          ('too-low', -2147483649, 10, 1, '2021-07-10', 0)
          """
              .formatted(FITS));
      return queries.rows(query).stream().map(RefusedUsersTest::userAndSummary).toList();
    } finally {
      queries.close();
    }
  }

  private static String userAndSummary(String row) {
    return row.substring(0, row.indexOf('|')) + " " + row.substring(row.lastIndexOf('|') + 1);
  }

  /** The documented configuration with the window of all time only. */
  private static Configuration configuration(boolean imported) throws IOException {
    try (InputStream file = Installation.class.getResourceAsStream("demo/hello-world.json")) {
      ObjectNode json = (ObjectNode) Json.MAPPER.readTree(file);
      ArrayNode windows = (ArrayNode) json.path("secondaryAggregations");
      while (windows.size() > 1) {
        windows.remove(0);
      }
      return ConfigurationReader.read(json.put("importToUserDb", imported), "of the test");
    }
  }
}
