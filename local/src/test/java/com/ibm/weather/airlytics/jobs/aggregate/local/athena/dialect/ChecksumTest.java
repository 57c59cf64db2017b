package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trino's checksum: the sum, modulo 2^64, of the hash of each row times a prime, its low byte
 * first. The hashes are those of xxHash's own documentation.
 */
class ChecksumTest {

  private static TranslatedQueries queries;

  @BeforeAll
  static void prepare() throws SQLException {
    queries = new TranslatedQueries();
    queries.table("db", "t", "a bigint, b string", "(1, 'abc'), (2, 'a'), (2, 'b'), (2, NULL)");
  }

  @AfterAll
  static void close() throws SQLException {
    queries.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', EF46DB3751D8E999",
    "a, D24EC4F1A98C6E5B",
    "abc, 44BC2CF5AD770999",
    "Nobody inspects the spammish repetition, FBCEA83C8A378BF1"
  })
  void hashesAsXxHashDoes(String text, String hash) {
    assertThat(XxHash64.hash(text.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Long.parseUnsignedLong(hash, 16));
  }

  @Test
  void isTheSameWhateverTheOrder() {
    assertThat(queries.rows("SELECT to_hex(checksum(b)) FROM t WHERE a = 1"))
        .containsExactly("AFC9CBB379981054");
    for (String order : new String[] {"ASC", "DESC"}) {
      assertThat(
              queries.rows(
                  "SELECT to_hex(checksum(b)) FROM (SELECT * FROM t WHERE a = 2 ORDER BY b %s LIMIT 9)"
                      .formatted(order)))
          .containsExactly("414349CF07751210");
    }
  }

  @Test
  void countsEveryRowAndEveryNull() {
    assertThat(
            queries.rows(
                "SELECT count(DISTINCT to_hex(checksum)) FROM (SELECT checksum(b) AS checksum FROM"
                    + " (VALUES (1, 'a'), (2, 'a'), (2, 'a'), (3, 'a'), (3, NULL), (4, NULL)) AS v(k, b)"
                    + " GROUP BY k)"))
        .containsExactly("4");
  }

  @Test
  void ofNoRowsIsNull() {
    assertThat(queries.rows("SELECT to_hex(checksum(b)) FROM t WHERE a = 3"))
        .containsExactly("null");
  }

  @Test
  void isBytes() {
    assertThat(queries.translate("SELECT checksum(b) FROM t").columns().get(0).type())
        .isEqualTo("binary");
    assertThat(queries.type("to_hex(CAST(NULL AS varbinary))")).isEqualTo("string");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "SELECT to_hex('x'); FUNCTION_NOT_FOUND; Unexpected parameters (varchar(1)) for function to_hex",
        "SELECT CAST(checksum(b) AS varchar) FROM t; TYPE_MISMATCH; Cannot cast varbinary to varchar",
        "SELECT CAST(b AS varbinary) FROM t; TYPE_MISMATCH; Cannot cast varchar to varbinary",
        "SELECT checksum(b) = 'x' FROM t; TYPE_MISMATCH; Cannot apply operator: varbinary = varchar(1)",
        "SELECT checksum(a) FROM t; NOT_SUPPORTED; Function checksum of type bigint",
        "SELECT checksum() FROM t; FUNCTION_NOT_FOUND; Unexpected parameters () for function checksum"
      })
  void whatIsNoTextOrNoBytesIsRefused(String sql, String errorName, String message) {
    assertThatExceptionOfType(SqlRefusedException.class)
        .isThrownBy(() -> queries.translate(sql))
        .satisfies(e -> assertThat(e.errorName()).isEqualTo(errorName))
        .withMessageContaining(message);
  }
}
