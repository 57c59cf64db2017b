package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonExtractScalarTest {

  private static final JsonFactory JSON = new JsonFactory();

  private static TranslatedQueries queries;

  @BeforeAll
  static void open() throws SQLException {
    queries = new TranslatedQueries();
  }

  @AfterAll
  static void close() throws SQLException {
    queries.close();
  }

  private static String extract(String json, String path) {
    return queries.value(
        "json_extract_scalar('%s', '%s')".formatted(json.replace("'", "''"), path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.0",
        "1e3",
        "-0",
        "1.50",
        "123456789012345678901234567890",
        "true",
        "false"
      })
  void keepsTheTextOfNumbersAndBooleansAsWritten(String scalar) {
    assertThat(extract("{\"a\": %s }".formatted(scalar), "$.a")).isEqualTo(scalar);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":null}",
        "{\"a\":{}}",
        "{\"a\":[1]}",
        "{\"b\":1}",
        "not json",
        "",
        "{\"a\":01}",
        "{\"b\":1,}",
        "{\"a\":NaN}",
        "{\"a\":\"x",
        "[1]",
        "1"
      })
  void isNullForEverythingThatIsNoScalar(String json) {
    assertThat(extract(json, "$.a")).isEqualTo("null");
  }

  @Test
  void readsNoFurtherThanTheValue() {
    assertThat(extract("{\"a\":1 trailing", "$.a")).isEqualTo("1");
    assertThat(extract("{\"b\":1, trailing", "$.a")).isEqualTo("null");
    assertThat(extract("{\"a\":1,\"a\":2}", "$.a")).isEqualTo("1");
  }

  @Test
  void decodesText() {
    assertThat(extract("{\"a\":\"x\\u0041\\n\\\"\"}", "$.a")).isEqualTo("xA\n\"");
    assertThat(extract("{\"\\u0061\":\"escaped key\"}", "$.a")).isEqualTo("escaped key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"a\":[5,6]}; $.a[1]; 6",
        "{\"a\":[5,6]}; $.a[2]; null",
        "{\"a\":[5,6]}; $.a.0; 5",
        "{\"a-b\":1}; $[\"a-b\"]; 1",
        "{\"a\":{\"b\":{\"c\":1}}}; $.a.b.c; 1",
        "{\"a\":{\"b\":1}}; $.a[b]; 1",
        "12; $; 12"
      })
  void followsThePath(String json, String path, String value) {
    assertThat(extract(json, path)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$.a-b", "a", "$.a[*]", "$..b", "", "$.", "$[", "$[\"a", "$.a b"})
  void refusesABadPathBeforeTheQueryRuns(String path) {
    assertThatExceptionOfType(SqlRefusedException.class)
        .isThrownBy(() -> extract("{}", path))
        .satisfies(e -> assertThat(e.errorName()).isEqualTo("INVALID_FUNCTION_ARGUMENT"))
        .withMessageContaining("Invalid JSON path: '%s'", path);
  }

  @Test
  void agreesWithAStreamingParserOnDamagedTexts() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> paths = List.of("$", "$.a", "$.a.b", "$.a[1]", "$.b.c");
    String pieces = "{}[]\",:\\ab01-.eE+ \ntrufalsn\u0001";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder json =
          new StringBuilder(
              "{\"x\":[1,{\"y\":null}],\"a\":{\"b\":-1.5e3},\"a\":[true,\"t\\n\"],\"b\":{\"c\":0}}");
      for (int damage = random.nextInt(4); damage > 0; damage--) {
        char piece = pieces.charAt(random.nextInt(pieces.length()));
        int position = random.nextInt(json.length());
        switch (random.nextInt(3)) {
          case 0 -> json.setCharAt(position, piece);
          case 1 -> json.insert(position, piece);
          default -> json.deleteCharAt(position);
        }
      }
      String path = paths.get(random.nextInt(paths.size()));
      assertThat(JsonScalar.extract(json.toString(), JsonPath.parse(path)))
          .as("seed %d: %s of %s", seed, path, json)
          .isEqualTo(expected(json.toString(), JsonPath.parse(path)));
    }
  }

  /** The way that Trino goes, with the parser that Trino uses. */
  private static Optional<String> expected(String json, JsonPath path) {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      for (JsonPath.Step step : path.steps()) {
        if (!enter(parser, step)) {
          return Optional.empty();
        }
      }
      JsonToken token = parser.currentToken();
      return token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL
          ? Optional.empty()
          : Optional.of(parser.getText());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean enter(JsonParser parser, JsonPath.Step step) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.getText().equals(step.key());
        parser.nextToken();
        if (found) {
          return true;
        }
        parser.skipChildren();
      }
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      for (int position = 0; parser.nextToken() != JsonToken.END_ARRAY; position++) {
        if (position == step.position()) {
          return true;
        }
        parser.skipChildren();
      }
    }
    return false;
  }
}
