package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.changed;
import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.feature;
import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FileServer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rule's JavaScript decides, and what it cannot do. */
class RulesTest {

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                                                           | applies
          {"ruleString": null}                                         | applies
          {"ruleString": ""}                                           | applies
          {"ruleString": "null"}                                       | applies
          {"ruleString": "true"}                                       | applies
          {"ruleString": " True "}                                     | applies
          {"ruleString": "1 < 2"}                                      | applies
          {"ruleString": "context.deployment === 'INTERNAL'"}          | applies
          {"ruleString": "var x = context.product; x.length === 15;"}  | applies
          {"ruleString": "/* who? */ context.aggregation === 'LTV' // us"} | applies
          {"ruleString": "[1, 2].map(n => n * 2).includes(4)"}         | applies
          {"ruleString": "`${context.environment}` === 'PROD'"}        | applies
          {"ruleString": "translations.title === undefined"}           | applies
          {"ruleString": "false"}                                      | is false
          {"ruleString": "context.deployment === 'internal'"}          | is false
          {"ruleString": "context.region === 'eu-west-1'"}             | is false
          """)
  void decideForARuleAndForAFeatureAlike(String rule, String outcome) {
    String change = "{\"rule\": %s}".formatted(rule);
    season.with(feature(changed(rule("Rule"), change)));
    assertThat(season.configuration().eventName())
        .isEqualTo(outcome.equals("applies") ? "Rule" : "default");

    season.with(changed(feature(), change));
    if (outcome.equals("applies")) {
      assertThat(season.configuration().eventName()).isEqualTo("default");
    } else {
      assertThat(season.refusal(InvalidInputException.class)).endsWith("its rule " + outcome);
    }
  }

  @Test
  void neverApplyAConfigurationRuleThatHasNone() {
    season.with(feature(changed(rule("Rule"), "{\"rule\": null}")));
    assertThat(season.configuration().eventName()).isEqualTo("default");
    assertThat(season.table()).contains("  -        Services.Rule         it has no rule");
  }

  @Test
  void turnAFeatureThatHasNoneOnWithAnEmptyConfiguration() {
    season.with(changed(feature(rule("Rule")), "{\"rule\": null}"));
    assertThat(season.refusal(InvalidInputException.class))
        .contains("no rule applies", "$.athenaRegion: is missing");
    assertThat(season.table().get(1))
        .endsWith("the feature has no rule, and so an empty configuration");
  }

  @Test
  void seeTheFourValuesOfTheAggregation() {
    season.with(
        feature(
            rule(
                "Rule",
                "true",
                "{eventName: context.aggregation + '/' + context.environment + '/'"
                    + " + context.product + '/' + context.deployment}")));
    assertThat(season.configuration(new Aggregation("A'\"", "DEV", "P\\\n", "D")).eventName())
        .isEqualTo("A'\"/DEV/P\\\n/D");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          context.product.isIn('x')      | TypeError: Cannot find function isIn. (line 1)
          throw 'no product'             | no product (line 1)
          throw new Error('no product')  | Error: no product (line 1)
          context.product ===            | Unexpected end of file (line 1)
          ++{*?? in                      | java.lang.IllegalArgumentException: arg cannot be null
          (function f() { return f() + 1; })() | Exceeded maximum stack depth (line 1)
          'x'.repeat(2147483647) === ''  | it takes too much memory
          context.product                | its last value is of the type string, not boolean
          1                              | its last value is of the type number, not boolean
          new Boolean(true)              | its last value is of the type object, not boolean
          undefined                      | its last value is of the type undefined, not boolean
          """)
  void failTheRunWhenTheyCannotDecide(String rule, String reason) {
    season
        .with(feature(rule("Before"), rule("Broken", rule, "{}"), rule("After")))
        .with("AirlockUtilitiesPRODUCTION.txt", FileServer.file(""));
    assertThat(season.refusal(InvalidInputException.class))
        .isEqualTo(
            "the rule of Airlock's Services.Broken (uniqueId id-of-Broken) failed: %s, in: %s"
                .formatted(reason, rule));

    season.with(changed(feature(), "{\"rule\": {\"ruleString\": \"%s\"}}".formatted(rule)));
    assertThat(season.refusal(InvalidInputException.class))
        .startsWith(
            "the rule of Airlock's Services.Event Aggregator Service (uniqueId"
                + " id-of-Event-Aggregator-Service) failed: "
                + reason);
  }

  @Test
  void failTheRunWhenTheyAreNestedTooDeeply() {
    season.with(feature(rule("Deep", "(".repeat(50_000) + "1" + ")".repeat(50_000), "{}")));
    assertThat(season.refusal(InvalidInputException.class))
        .startsWith("the rule of Airlock's Services.Deep (uniqueId id-of-Deep) failed: ");
  }

  @Test
  void areQuotedShort() {
    season.with(feature(rule("Long", "throw 'x';" + " context.product;".repeat(50), "{}")));
    assertThat(season.refusal(InvalidInputException.class))
        .hasSizeLessThan(300)
        .endsWith("context.product; context.produ...");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "try { while (true) {} } catch (e) { true } finally { while (true) {} }",
        "/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')",
        "new Array(200000000).forEach(function () {})"
      })
  void endWithinASecond(String rule) {
    season.with(feature(rule("Endless", rule, "{}")));
    assertThat(season.refusal(InvalidInputException.class))
        .isEqualTo(
            "the rule of Airlock's Services.Endless (uniqueId id-of-Endless) failed: it did not end"
                + " within 1 s, in: "
                + rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.System.exit(3)",
        "Packages.java.lang.System.exit(3)",
        "new JavaAdapter(java.lang.Runnable, {})",
        "importPackage(java.lang)",
        "importClass(java.lang.System)",
        "getClass('java.lang.System')",
        "context.getClass().forName('java.lang.System')",
        "''.getClass().forName('java.lang.System')",
        "(function () {}).constructor('return java.lang.System')()",
        "[].constructor.constructor('return Packages')().java.lang.System",
        "new Function('return java')()",
        "eval('java.lang.System')",
        "this.constructor.constructor('return this.Packages.java')().lang",
        "globalThis.Packages.java.lang.System",
        "(function () { try { null.x } catch (e) { return e.javaException.getClass() } })()",
        "(function () { try { none } catch (e) { return e.rhinoException.getClass() } })()",
        "load('/etc/passwd')",
        "require('fs')"
      })
  void reachNoJavaClass(String rule) {
    season
        .with(feature(rule("Escape", rule + " !== undefined", "{}")))
        .with("AirlockUtilitiesPRODUCTION.txt", FileServer.file(""));
    assertThat(season.refusal(InvalidInputException.class))
        .startsWith("the rule of Airlock's Services.Escape")
        .containsPattern(
            "is not defined|Cannot find function|is not a function|Cannot read property"
                + "|Cannot call method");
  }
}
