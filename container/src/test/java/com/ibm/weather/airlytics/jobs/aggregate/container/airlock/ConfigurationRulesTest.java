package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.changed;
import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.feature;
import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.rule;
import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.ruleGroup;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FileServer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the configuration comes about: defaults, rules in order, merging, groups. */
class ConfigurationRulesTest {

  @TempDir private Path folder;
  private Season season;

  @BeforeEach
  void start() throws Exception {
    season = Season.start(folder);
  }

  @AfterEach
  void stop() {
    season.close();
  }

  @Test
  void laterRulesWinAndNestedOnesComeRightAfterTheirs() {
    season.with(
        feature(
            rule("General", rule("Nested", rule("Innermost"))),
            rule("Other", "false", "{}", rule("Below"))));

    assertThat(season.configuration().eventName()).isEqualTo("Innermost");
    assertThat(season.table())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Airlock's feature Services.Event Aggregator"),
            line ->
                assertThat(line).startsWith("  applies  defaultConfiguration    athenaRegion, "),
            line -> assertThat(line).isEqualTo("  applies  Services.General        eventName"),
            line -> assertThat(line).isEqualTo("  applies    Services.Nested       eventName"),
            line -> assertThat(line).isEqualTo("  applies      Services.Innermost  eventName"),
            line ->
                assertThat(line).isEqualTo("  -        Services.Other          its rule is false"),
            line ->
                assertThat(line)
                    .isEqualTo("  -          Services.Below        it is below Services.Other"),
            line ->
                assertThat(line)
                    .startsWith("  default                          ")
                    .contains("devUsers"));
  }

  @Test
  void rulesBelowOneThatIsFalseAreNotEvaluated() {
    season.with(feature(rule("Off", "false", "{}", rule("Broken", "throw 1", "{}"))));
    assertThat(season.configuration().eventName()).isEqualTo("default");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"eventName": "strict JSON"}                                     | strict JSON
          {eventName: 'a literal'}                                         | a literal
          /* why */ {eventName: 'comments' /* because */} // so            | comments
          {eventName: 'ev' + (1 + 1), devUsers: !true,}                    | ev2
          {eventName: context.product.toLowerCase().replace(/ /g, '_')};   | hello_world_app
          context.deployment === 'INTERNAL' ? {eventName: 'in'} : {}       | in
          (function () { return {eventName: 'called'}; })()                | called
          Object.assign({eventName: 'assigned'}, {})                       | assigned
          {}                                                               | default
          """)
  void configurationsAreJavaScript(String expression, String eventName) {
    season.with(feature(rule("Rule", "true", expression)));
    assertThat(season.configuration().eventName()).isEqualTo(eventName);
  }

  @ParameterizedTest
  @CsvSource({"''", "null"})
  void anEmptyConfigurationChangesNothing(String expression) {
    season.with(feature(rule("Rule", "true", expression)));
    assertThat(season.configuration().eventName()).isEqualTo("default");
  }

  @Test
  void whatARuleDeclaresItsConfigurationSees() {
    season.with(
        feature(rule("Rule", "var app = context.product.split(' ')[0]; true", "{eventName: app}")));
    assertThat(season.configuration().eventName()).isEqualTo("Hello");
  }

  @Test
  void objectsAreMergedAndAllElseReplaces() {
    season.with(
        feature(
            rule(
                "First",
                "true",
                "{eventName: 'a', inner: {kept: 1, changed: {deep: 1}, list: [1, 2]}}"),
            rule("Second", "true", "{inner: {changed: {deep: 2, more: 3}, list: [3]}}"),
            rule(
                "Third",
                "true",
                "{secondaryAggregations: [{aggregationWindowDays: 9999,"
                    + " targetFolder: 'all', targetTable: 'all'}], devUsers: null}")));
    assertThat(season.refusal(ConfigurationException.class)).contains("$.inner: is unknown");
    assertThat(season.table()).contains("  applies  Services.Second       inner");

    season.with(
        feature(
            rule(
                "First",
                "true",
                "{secondaryAggregations: [{aggregationWindowDays: 9999,"
                    + " targetFolder: 'all', targetTable: 'all'}], devUsers: true}"),
            rule("Second", "true", "{devUsers: null}")));
    Configuration configuration = season.configuration();
    assertThat(configuration.secondaryAggregations())
        .isEqualTo(List.of(new SecondaryAggregation(9999, "all", "all")));
    assertThat(configuration.devUsers()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {eventName: none()}    | ReferenceError: "none" is not defined. (line 1)
          {eventName: 'x'        | missing } after property list (line 2)
          'eventName'            | its value is "eventName", not an object
          ['eventName']          | its value is ["eventName"], not an object
          (function () {})       | its value is undefined, not an object
          (function () { while (true) {} })() | it did not end within 1 s
          """)
  void aConfigurationThatCannotBeEvaluatedFailsTheRun(String expression, String reason) {
    season
        .with(feature(rule("Broken", "true", expression)))
        .with("AirlockUtilitiesPRODUCTION.txt", FileServer.file(""));
    assertThat(season.refusal(InvalidInputException.class))
        .isEqualTo(
            "the configuration of Airlock's Services.Broken (uniqueId id-of-Broken) failed: %s, in: %s"
                .formatted(reason, expression));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          null
          "null"
          ""
          "{\\"eventName\\": "
          "[1]"
          """)
  void aDefaultConfigurationThatIsNoJsonCountsAsEmpty(String defaults) {
    ObjectNode whole = feature();
    String all = whole.path("defaultConfiguration").asText().replace("\"default\"", "\"Rule\"");
    season.with(
        changed(
            feature(rule("All", "true", all)),
            "{\"defaultConfiguration\": %s}".formatted(defaults)));
    assertThat(season.configuration().eventName()).isEqualTo("Rule");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {featureON: false} | {}                 | off
          {featureON: false} | {featureON: true}  | default
          {featureON: true}  | {featureON: false} | off
          {featureON: true}  | {}                 | default
          """)
  void theLastFeatureOnDecidesWhetherTheFeatureIsOn(String first, String second, String outcome) {
    season.with(feature(rule("First", "true", first), rule("Second", "true", second)));
    if (outcome.equals("off")) {
      assertThat(season.refusal(InvalidInputException.class))
          .endsWith(
              "is off, so there is no configuration: its configuration says featureON: false");
    } else {
      assertThat(season.configuration().eventName()).isEqualTo(outcome);
    }
  }

  @Test
  void ofAGroupOnlySoManyApply() {
    season.with(
        feature(
            ruleGroup(
                1, rule("False", "false", "{}"), rule("First", rule("Below")), rule("Second"))));
    assertThat(season.configuration().eventName()).isEqualTo("Below");
    assertThat(season.table())
        .contains(
            "  -          Services.Second     enough rules of its mutual exclusion group apply");
  }

  @Test
  void aGroupInAGroupCountsForBoth() {
    season.with(
        feature(ruleGroup(2, ruleGroup(5, rule("One"), rule("Two"), rule("Three")), rule("Four"))));
    assertThat(season.configuration().eventName()).isEqualTo("Two");
    season.with(feature(ruleGroup(2, ruleGroup(1, rule("One"), rule("Two")), rule("Four"))));
    assertThat(season.configuration().eventName()).isEqualTo("Four");
  }

  @Test
  void aGroupWithoutALimitAppliesOne() {
    season.with(
        feature(changed(ruleGroup(7, rule("One"), rule("Two")), "{\"maxFeaturesOn\": null}")));
    assertThat(season.configuration().eventName()).isEqualTo("One");
  }

  @Test
  void aGroupThatAdmitsNothingIsRefused() {
    season.with(feature(ruleGroup(0, rule("One"))));
    assertThat(season.refusal(InvalidInputException.class))
        .isEqualTo(
            "CONFIG_MUTUAL_EXCLUSION_GROUP group-1 has the maxFeaturesOn 0; write 1 or more");
  }

  @Test
  void aRuleOfAnUnknownTypeIsRefused() {
    season.with(feature(changed(rule("Odd"), "{\"type\": \"CONFIG_RULE\"}")));
    assertThat(season.refusal(InvalidInputException.class))
        .isEqualTo(
            "the configuration rule Services.Odd (uniqueId id-of-Odd) has the unknown type"
                + " \"CONFIG_RULE\"");
  }

  @Test
  void everythingThatIsWrongIsReportedWithTheRulesThatMadeIt() {
    season.with(
        feature(
            rule("General", "true", "{athenaRegion: 'Ireland'}"),
            rule("Product", "true", "{historyStartDay: 'June', targetColum: 'revenue'}")));
    assertThat(season.refusal(ConfigurationException.class))
        .startsWith(
            "The configuration of Airlock's feature Services.Event Aggregator Service for LTV of"
                + " Hello World App (PROD, INTERNAL) in %s (applied: defaultConfiguration,"
                    .formatted(season.url("AirlockRuntimePRODUCTION.json"))
                + " Services.General, Services.Product) has 3 mistakes:\n")
        .contains("$.athenaRegion: is \"Ireland\"", "$.historyStartDay: is \"June\"")
        .contains("$.targetColum: is unknown; did you mean targetColumn?");
  }
}
