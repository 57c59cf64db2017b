package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.feature;
import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.rule;
import static com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FileServer.file;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the utilities are fetched, and what becomes of a run that needs them in vain. */
class UtilitiesFileTest {

  private static final String RUNTIME = "AirlockRuntimePRODUCTION.json";
  private static final String UTILITIES = "AirlockUtilitiesPRODUCTION.txt";

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
  @ValueSource(
      strings = {
        "context.product === 'Hello World App'",
        "var isBeta = function (p) { return p === 'x'; }; !isBeta(context.product)",
        "function isBeta(p) { return !arguments.length; } !isBeta(context.product)",
        "(function isBeta(n) { return n === 0 || isBeta(n - 1); })(2)",
        "try { throw 1; } catch (isBeta) { isBeta === 1 }",
        "({isBeta: true}).isBeta && context.isBeta === undefined",
        "[1].map(isBeta => isBeta + 1).length === 1 && Math.max(1, 2) === 2"
      })
  void onlyTheFeaturesAreFetchedWhereNoRuleCallsAUtility(String rule) {
    season.with(feature(rule("Rule", rule, "{eventName: 'x'}")));
    assertThat(season.configuration().eventName()).isEqualTo("x");
    assertThat(season.requests()).containsExactly(RUNTIME);
  }

  @Test
  void theUtilitiesAreFetchedOnceWhereRulesCallThem() {
    season
        .with(
            feature(
                rule("Before"),
                rule("Guarded", "typeof isBeta === 'function'", "{devUsers: true}"),
                rule("Rule", "isBeta(context.product)", "{eventName: named('beta')}")))
        .with(
            UTILITIES,
            file(
                "function isBeta(product) { return /^Hello/.test(product); }\n"
                    + "var named = function (name) { return 'a ' + name; };"));
    assertThat(season.configuration().eventName()).isEqualTo("a beta");
    assertThat(season.configuration().devUsers()).isTrue();
    assertThat(season.requests()).containsExactly(RUNTIME, UTILITIES, RUNTIME, UTILITIES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "context.product.isIn('Hello World App', 'x')",
        "const product = context.product; product.isIn('Hello World App')"
      })
  void theUtilitiesAreFetchedWhereARuleCallsAMethodThatTheyAdd(String rule) {
    season
        .with(feature(rule("Before"), rule("Rule", rule, "{eventName: 'x'}")))
        .with(
            UTILITIES,
            file(
                "String.prototype.isIn = function () {"
                    + " return Array.prototype.slice.call(arguments).indexOf('' + this) >= 0; };"));
    assertThat(season.configuration().eventName()).isEqualTo("x");
    assertThat(season.requests()).containsExactly(RUNTIME, UTILITIES);
  }

  @Test
  void aRuleThatFailsWhereThereAreNoUtilitiesIsReportedWithBoth() {
    season.with(feature(rule("Rule", "context.product.isIn('x')", "{}")));
    assertThat(season.refusal(InvalidInputException.class))
        .contains("the rule of Airlock's Services.Rule")
        .contains(
            "failed: TypeError: Cannot find function isIn. (line 1); " + season.url(UTILITIES))
        .contains(" answered 404: ")
        .endsWith(", in: context.product.isIn('x')");
  }

  @Test
  void aFunctionThatTheUtilitiesLackIsTheRulesError() {
    season.with(feature(rule("Rule", "isBeta()", "{}"))).with(UTILITIES, file("var other;"));
    assertThat(season.refusal(InvalidInputException.class))
        .contains("Services.Rule", "ReferenceError: \"isBeta\" is not defined");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"function isBeta( {", "while (true) {}", "'x'.repeat(2147483647)", "++{*?? in"})
  void utilitiesThatCannotBeLoadedAreNamed(String text) {
    season.with(feature(rule("Rule", "isBeta()", "{}"))).with(UTILITIES, file(text));
    assertThat(season.refusal(InvalidInputException.class))
        .startsWith("the utilities %s cannot be loaded: ".formatted(season.url(UTILITIES)))
        .hasSizeLessThan(500);
  }

  @Test
  void utilitiesThatAreNotThereFailTheRun() {
    season.with(feature(rule("Rule", "isBeta()", "{}")));
    assertThat(season.refusal(InvalidInputException.class))
        .startsWith(
            season.url(UTILITIES) + " answered 404: there is no such file; check devS3Path");
  }
}
