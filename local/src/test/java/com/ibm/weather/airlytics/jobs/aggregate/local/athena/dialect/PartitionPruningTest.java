package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionPruningTest {

  private static final List<String> DAYS =
      List.of("2021-07-08", "2021-07-09", "2021-07-10", "__HIVE_DEFAULT_PARTITION__");
  private static final List<String> NUMBERS = List.of("9", "10", "100");

  private TranslatedQueries queries;

  @BeforeEach
  void open() throws SQLException {
    queries = new TranslatedQueries();
    queries.table("db", "t", "u string, v int, day string, partition smallint", "");
    queries.table("db", "s", "u string, day string", "");
  }

  @AfterEach
  void close() throws SQLException {
    queries.close();
  }

  private String days(String where) {
    queries.translate("SELECT u FROM t WHERE " + where);
    return kept("day", DAYS);
  }

  private String kept(String column, List<String> values) {
    Stream<String> kept =
        values.stream().filter(value -> queries.readings().get(0).partitions().test(column, value));
    return String.join(" ", kept.map(value -> value.substring(value.length() - 2)).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "day = '2021-07-09'; 09",
        "'2021-07-09' < day; 10",
        "day <> '2021-07-09'; 08 10",
        "day BETWEEN '2021-07-09' AND '2021-07-10'; 09 10",
        "day IN ('2021-07-08', '2021-07-10'); 08 10",
        "day >= '2021-07-09' AND u = 'x'; 09 10",
        "t.day >= '2021-07-09' AND \"DAY\" < '2021-07-10'; 09",
        "day = '2021-07-09' OR u = 'x'; 08 09 10 __",
        "NOT day = '2021-07-09'; 08 09 10 __",
        "day IS DISTINCT FROM '2021-07-09'; 08 09 10 __",
        "day = u; 08 09 10 __"
      })
  void comparisonsWithLiteralsLeavePartitionsOut(String where, String kept) {
    assertThat(days(where)).isEqualTo(kept);
  }

  @Test
  void numbersAreComparedAsNumbers() {
    queries.translate("SELECT u FROM t WHERE \"partition\" >= 10 AND \"partition\" <> 100");
    assertThat(
            NUMBERS.stream()
                .filter(value -> queries.readings().get(0).partitions().test("partition", value)))
        .containsExactly("10");
  }

  @Test
  void anOuterJoinIsRestrictedOnlyWhereItsConditionDecides() {
    queries.translate("SELECT t.u FROM t LEFT JOIN s ON t.u = s.u AND s.day = 'x' AND t.day = 'y'");
    assertThat(queries.readings().get(0).partitions().test("day", "z")).isTrue();
    assertThat(queries.readings().get(1).partitions().test("day", "z")).isFalse();
  }

  @Test
  void onlyTheColumnsThatAreReadAreAskedFor() {
    queries.translate("SELECT upper(x.u) FROM t AS x WHERE day = '2021-07-10'");
    queries.translate("SELECT count(*) FROM t");
    queries.translate("SELECT * FROM t");
    assertThat(queries.readings())
        .extracting(TranslatedQueries.Reading::columns)
        .satisfiesExactly(
            columns -> assertThat(columns).containsExactlyInAnyOrder("u", "day"),
            columns -> assertThat(columns).isEmpty(),
            columns -> assertThat(columns).containsExactlyInAnyOrder("u", "v", "day", "partition"));
  }
}
