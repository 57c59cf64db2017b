package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationReader;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DailySql;
import com.ibm.weather.airlytics.jobs.aggregate.local.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which numbers the statement that reads the raw events takes, and for what: held against Java's
 * exact arithmetic, for spellings of every kind.
 */
class ReadNumbersTest {

  private static final int SPELLINGS = 400;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int",
        "bigint",
        "decimal(10,2)",
        "decimal(38,2)",
        "decimal(38,18)",
        "decimal(3,3)"
      })
  void countsWhatFitsAndRejectsWhatWouldHaveToBeRounded(String type) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> spellings = new ArrayList<>();
    for (int i = 0; i < SPELLINGS; i++) {
      spellings.add(spelling(random));
    }

    List<String> read = read(type, spellings);

    for (int i = 0; i < SPELLINGS; i++) {
      assertThat(number(read.get(i)))
          .as("%s as %s, seed %d", spellings.get(i), type, seed)
          .isEqualTo(expected(spellings.get(i), type));
    }
  }

  @Test
  void aDecimalOfAllDigitsIsNotRounded() throws Exception {
    assertThat(
            read(
                "decimal(38,2)",
                List.of("1.23", "1.230", "1.239", "123.9e-2", "1239e-3", "1230e-3", "0.00e-9")))
        .containsExactly("1.23", "1.23", "null", "null", "null", "1.23", "0.00");
  }

  private static Optional<BigDecimal> number(String read) {
    return read.equals("null")
        ? Optional.empty()
        : Optional.of(new BigDecimal(read).stripTrailingZeros());
  }

  private static Optional<BigDecimal> expected(String spelling, String type) {
    BigDecimal exact = new BigDecimal(spelling).stripTrailingZeros();
    boolean fits =
        switch (type) {
          case "int" -> isWithin(exact, 31);
          case "bigint" -> isWithin(exact, 63);
          default -> {
            String[] digits = type.substring("decimal(".length(), type.length() - 1).split(",", -1);
            int scale = Integer.parseInt(digits[1]);
            BigDecimal limit = BigDecimal.TEN.pow(Integer.parseInt(digits[0]) - scale);
            yield exact.scale() <= scale && exact.abs().compareTo(limit) < 0;
          }
        };
    return fits ? Optional.of(exact) : Optional.empty();
  }

  private static boolean isWithin(BigDecimal number, int bits) {
    BigInteger limit = BigInteger.TWO.pow(bits);
    return number.scale() <= 0
        && number.toBigInteger().compareTo(limit) < 0
        && number.toBigInteger().compareTo(limit.negate()) >= 0;
  }

  private static String spelling(Random random) {
    StringBuilder spelling = new StringBuilder(List.of("", "-", "+").get(random.nextInt(3)));
    spelling.append(digits(random, 1 + random.nextInt(20)));
    if (random.nextBoolean()) {
      spelling.append('.').append(digits(random, random.nextInt(22)));
    }
    if (random.nextBoolean()) {
      spelling.append(random.nextBoolean() ? 'e' : 'E');
      spelling.append(List.of("", "-", "+").get(random.nextInt(3))).append(random.nextInt(12));
    }
    return spelling.toString();
  }

  /** Digits, most of them zeros: what is rounded away hides between them. */
  private static String digits(Random random, int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(random.nextInt(3) == 0 ? random.nextInt(10) : 0);
    }
    return digits.toString();
  }

  /** The values that the statement makes of events, one user each. */
  private static List<String> read(String type, List<String> spellings) throws Exception {
    Configuration configuration = configuration(type);
    String statement =
        new DailySql(configuration)
            .draft(LocalDate.parse("2021-07-10"), "draft", Folder.of("lake", "draft"));
    String query = statement.substring(statement.indexOf(") AS\nWITH") + ") AS\n".length());
    StringBuilder events = new StringBuilder();
    for (int i = 0; i < spellings.size(); i++) {
      events.append(
          "%s('u%04d', 1, 'ad-impression', '{\"attributes\":{\"revenue\":\"%s\"}}', 1, '2021-07-10')"
              .formatted(i == 0 ? "" : ",", i, spellings.get(i)));
    }
    TranslatedQueries queries = new TranslatedQueries();
    try {
      queries.table(
          configuration.sourceAthenaDb(),
          configuration.sourceEventsTable(),
          "userid string, shard int, name string, event string, partition smallint, day string",
          events.toString());
      return queries
          .rows("SELECT * FROM (" + query + ") AS users WHERE userid IS NOT NULL")
          .stream()
          .sorted()
          .map(row -> row.split("\\|", -1)[3])
          .toList();
    } finally {
      queries.close();
    }
  }

  private static Configuration configuration(String type) throws IOException {
    try (InputStream file = Installation.class.getResourceAsStream("demo/hello-world.json")) {
      ObjectNode json = (ObjectNode) Json.MAPPER.readTree(file);
      return ConfigurationReader.read(json.put("aggregatedValueType", type), "of the test");
    }
  }
}
