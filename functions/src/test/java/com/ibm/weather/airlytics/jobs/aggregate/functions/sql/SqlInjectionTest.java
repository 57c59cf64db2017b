package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.StringLiteral;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No value of the configuration can change the shape of a statement. */
class SqlInjectionTest {

  private static final LocalDate DAY = LocalDate.parse("2021-06-30");
  private static final String HARMLESS_NAME = "ad-impression";
  private static final String HARMLESS_PATH = "$.attributes.revenue";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'",
        "''",
        "' OR 1 = 1 --",
        "x'; DROP TABLE users; --",
        "\\",
        "\\' OR true --",
        "/* comment",
        "*/ x /*",
        "-- comment",
        "a\nb",
        "a\r\n  b ",
        "\"",
        "`",
        "${day}",
        "${path}",
        "$1",
        "\\$0",
        "%s %d",
        "?",
        "U&'\\0027'",
        "ünïcödé €"
      })
  void anEventNameStaysOneLiteral(String name) {
    String sql = draft(name, HARMLESS_PATH);

    assertThat(shape(sql)).isEqualTo(shape(draft(HARMLESS_NAME, HARMLESS_PATH)));
    assertThat(literals(sql)).contains(name).doesNotContain(HARMLESS_NAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$[\"it's\"]",
        "$[\"' OR 1 = 1 --\"].revenue",
        "$[\"/* \"]",
        "$[\"${day}\"]",
        "$[\"$1\"][\"%s\"]",
        "$[\"a;b\"][3].c",
        "$[\"a\nb\"]"
      })
  void aJsonPathStaysOneLiteral(String path) {
    String sql = draft(HARMLESS_NAME, path);

    assertThat(shape(sql)).isEqualTo(shape(draft(HARMLESS_NAME, HARMLESS_PATH)));
    assertThat(literals(sql)).contains(path).doesNotContain(HARMLESS_PATH);
  }

  @Test
  void aNameIsQuotedInTrino() {
    assertThat(Sql.table("a\"b", "c")).isEqualTo("\"a\"\"b\".\"c\"");
  }

  @Test
  void aNameThatHiveCannotQuoteIsRefused() {
    assertThat(Sql.hiveTable("a b", "c")).isEqualTo("`a b`.`c`");
    assertThatThrownBy(() -> Sql.hiveName("a`b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a`b");
  }

  private static String draft(String eventName, String jsonPath) {
    Configuration configuration =
        Documented.configuration(
            json ->
                json.put("eventName", eventName)
                    .put("aggregatedValueJsonPath", jsonPath)
                    .put("targetColumn", "revenue"));
    return new DailySql(configuration).draft(DAY, "draft", Folder.of("lake", "drafts"));
  }

  /** The kinds of the nodes of the parsed statement, from the root down. */
  private static List<String> shape(String sql) {
    return nodes(sql).stream().map(node -> node.getClass().getSimpleName()).toList();
  }

  private static List<String> literals(String sql) {
    return nodes(sql).stream()
        .filter(StringLiteral.class::isInstance)
        .map(node -> ((StringLiteral) node).getValue())
        .toList();
  }

  private static List<Node> nodes(String sql) {
    List<Node> nodes = new ArrayList<>();
    collect(new SqlParser().createStatement(sql), nodes);
    return nodes;
  }

  private static void collect(Node node, List<Node> nodes) {
    nodes.add(node);
    node.getChildren().forEach(child -> collect(child, nodes));
  }
}
