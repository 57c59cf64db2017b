package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.changed;
import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.feature;
import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.rule;
import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.runtime;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FileServer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gates in front of a rule: the same for features and for configuration rules. */
class GatesTest {

  private static final String OPEN =
      """
      {"rolloutPercentage": null}
      {"rolloutPercentage": 100.0}
      {"rolloutPercentage": 250}
      {"minAppVersion": null}
      {"minAppVersion": "1.0"}
      {"minAppVersion": "1"}
      {"minAppVersion": "0.9.9"}
      {"stage": "PRODUCTION", "internalUserGroups": ["QA"]}
      {"stage": null}
      """;

  private static final String CLOSED =
      """
      {"enabled": false}                                      | it is not enabled
      {"enabled": null}                                       | it is not enabled
      {"enabled": false, "rolloutPercentage": 50}             | it is not enabled
      {"rolloutPercentage": 0}                                | its rolloutPercentage is 0
      {"rolloutPercentage": -1, "minAppVersion": "9"}         | its rolloutPercentage is -1
      {"minAppVersion": "1.0.1"}                              | its minAppVersion is 1.0.1, and the job's is 1.0
      {"minAppVersion": "2", "stage": "DEVELOPMENT"}          | its minAppVersion is 2, and the job's is 1.0
      {"minAppVersion": "10.0"}                               | its minAppVersion is 10.0, and the job's is 1.0
      {"stage": "DEVELOPMENT", "internalUserGroups": ["QA"]}  | its stage is DEVELOPMENT for the user groups ["QA"], and AIRLOCK_USER_GROUPS is not set
      {"minAppVersion": "2.0", "rolloutPercentage": 50}       | its minAppVersion is 2.0, and the job's is 1.0
      """;

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
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = OPEN)
  void letARuleThrough(String change) {
    season.with(feature(changed(rule("Rule"), change)));
    assertThat(season.configuration().eventName()).isEqualTo("Rule");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = OPEN)
  void letAFeatureThrough(String change) {
    season.with(changed(feature(), change));
    assertThat(season.configuration().eventName()).isEqualTo("default");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = CLOSED)
  void keepARuleOff(String change, String reason) {
    season.with(feature(changed(rule("Rule", "throw 'evaluated'", "{}"), change)));
    assertThat(season.configuration().eventName()).isEqualTo("default");
    assertThat(season.table()).contains("  -        Services.Rule         " + reason);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = CLOSED)
  void keepAFeatureOff(String change, String reason) {
    season.with(changed(feature(rule("Rule", "throw 'evaluated'", "{}")), change));
    assertThat(season.refusal(InvalidInputException.class))
        .isEqualTo(
            "Airlock's feature Services.Event Aggregator Service for LTV of Hello World App (PROD,"
                + " INTERNAL) in %s is off, so there is no configuration: %s"
                    .formatted(season.url("AirlockRuntimePRODUCTION.json"), reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          QA            | Rule
          qa            | default
          Dev, QA,,     | Rule
          Dev,Marketing | default
          """)
  void letDevelopmentThroughForACommonUserGroup(String groups, String eventName) {
    String development = "{\"stage\": \"DEVELOPMENT\", \"internalUserGroups\": [\"QA\", \"Ops\"]}";
    season
        .set("AIRLOCK_USER_GROUPS", groups)
        .with(
            "AirlockRuntimeDEVELOPMENT.json",
            FileServer.file(runtime(feature(changed(rule("Rule"), development))).toString()));
    assertThat(season.configuration().eventName()).isEqualTo(eventName);
    assertThat(season.requests()).containsExactly("AirlockRuntimeDEVELOPMENT.json");
  }

  @Test
  void refuseAShareOfInstallationsWhereItWouldDecide() {
    season.with(feature(changed(rule("Rule"), "{\"rolloutPercentage\": 50}")));
    assertThat(season.refusal(InvalidInputException.class))
        .isEqualTo(
            "Services.Rule (uniqueId id-of-Rule) has the rolloutPercentage 50, a share of"
                + " installations, but the job is one installation and must do the same every day;"
                + " make it 100 or 0 in Airlock and let its rule decide");
    season.with(changed(feature(), "{\"rolloutPercentage\": 99.9}"));
    assertThat(season.refusal(InvalidInputException.class))
        .contains("Services.Event Aggregator Service", "rolloutPercentage 99.9");
  }

  @Test
  void doNotMindAShareOfInstallationsWhereTheRuleIsFalse() {
    season.with(feature(changed(rule("Rule", "false", "{}"), "{\"rolloutPercentage\": 50}")));
    assertThat(season.configuration().eventName()).isEqualTo("default");
  }
}
