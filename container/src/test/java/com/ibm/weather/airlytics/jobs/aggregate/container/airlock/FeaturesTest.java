package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.changed;
import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.feature;
import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.group;
import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.rule;
import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.runtime;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FileServer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the job's feature is in the tree, and what around it turns it off. */
class FeaturesTest {

  private static final String OFF = "{\"enabled\": false}";

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
  void isFoundAtAnyDepthWithoutRegardToCase() {
    ObjectNode renamed =
        changed(feature(), "{\"namespace\": \"SERVICES\", \"name\": \"event aggregator service\"}");
    season.with(feature("Other"), feature("Jobs", group(1, feature("Daily", renamed))));
    assertThat(season.configuration().eventName()).isEqualTo("default");
  }

  @Test
  void isMissing() {
    season.with(feature("Other"));
    assertThat(season.refusal(InvalidInputException.class))
        .isEqualTo(
            "there is no feature Services.Event Aggregator Service in %s; a feature in the stage"
                    .formatted(season.url("AirlockRuntimePRODUCTION.json"))
                + " DEVELOPMENT is seen only with AIRLOCK_USER_GROUPS");
  }

  @Test
  void isOffBelowAFeatureThatIs() {
    season.with(changed(feature("Jobs", feature("Daily", feature())), OFF));
    assertThat(season.refusal(InvalidInputException.class))
        .endsWith("Services.Jobs, which it is below, is off: it is not enabled");
  }

  @Test
  void isOffBelowAFeatureThatItsOwnConfigurationTurnsOff() {
    ObjectNode parent = feature("Jobs", feature());
    parent.putObject("rule");
    parent.put("defaultConfiguration", "{\"featureON\": false}");
    season.with(parent);
    assertThat(season.refusal(InvalidInputException.class))
        .endsWith(
            "Services.Jobs, which it is below, is off: its configuration says featureON: false");
  }

  @Test
  void isOffWhenItsGroupHasEnoughOthers() {
    season.with(group(1, changed(feature("Off"), OFF), feature("First"), feature()));
    assertThat(season.refusal(InvalidInputException.class))
        .endsWith("of its mutual exclusion group, Services.First is on");
  }

  @Test
  void isOnWhenItsGroupHasRoomForIt() {
    season.with(group(1, changed(feature("Off"), OFF), feature(), feature("Behind")));
    assertThat(season.configuration().eventName()).isEqualTo("default");
    season.with(group(2, feature("First"), feature()));
    assertThat(season.configuration().eventName()).isEqualTo("default");
  }

  @Test
  void countsTheGroupsWithinItsGroup() {
    season.with(group(2, group(1, feature("One"), feature("Two")), group(9, feature())));
    assertThat(season.configuration().eventName()).isEqualTo("default");
    season.with(group(2, group(2, feature("One"), feature("Two")), group(9, feature())));
    assertThat(season.refusal(InvalidInputException.class))
        .endsWith("of its mutual exclusion group, Services.One, Services.Two is on");
  }

  @Test
  void isNotConcernedByFeaturesBesideIt() {
    ObjectNode broken = changed(feature("Broken"), "{\"rule\": {\"ruleString\": \"throw 1\"}}");
    season.with(broken, feature("Jobs", broken, feature()));
    assertThat(season.configuration().eventName()).isEqualTo("default");
  }

  @Test
  void cannotTellWhenARuleThatDecidesForItIsBroken() {
    ObjectNode broken = changed(feature("Broken"), "{\"rule\": {\"ruleString\": \"throw 1\"}}");
    season.with(group(1, broken, feature()));
    assertThat(season.refusal(InvalidInputException.class))
        .startsWith("the rule of Airlock's Services.Broken (uniqueId id-of-Broken) failed: 1");
  }

  @Test
  void mindsNoOrderingRulesExceptWhereTheyDecide() {
    String ordered = "{\"orderingRules\": [{\"type\": \"ORDERING_RULE\"}]}";
    season.with(changed(feature("Jobs", feature()), ordered));
    assertThat(season.configuration().eventName()).isEqualTo("default");
    season.with(changed(group(1, feature(), feature("Other")), ordered));
    assertThat(season.refusal(InvalidInputException.class))
        .startsWith("MUTUAL_EXCLUSION_GROUP group-1 has ordering rules, which decide");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{\"name\": \"E\"}]", "{\"experiments\": [{\"name\": \"E\"}]}"})
  void isNotReadWhereExperimentsMaySwapIt(String experiments) {
    ObjectNode runtime =
        changed(runtime(feature()), "{\"experiments\": %s}".formatted(experiments));
    season.with("AirlockRuntimePRODUCTION.json", FileServer.file(runtime.toString()));
    assertThat(season.refusal(InvalidInputException.class))
        .isEqualTo(
            season.url("AirlockRuntimePRODUCTION.json")
                + " has experiments, which may swap rules by chance; end them, or keep the job's"
                + " feature in a product without any");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"experiments\": [], \"maxExperimentsOn\": 1}"})
  void isReadWhereThereAreNoExperiments(String experiments) {
    ObjectNode runtime =
        changed(runtime(feature(rule("Rule"))), "{\"experiments\": %s}".formatted(experiments));
    season.with("AirlockRuntimePRODUCTION.json", FileServer.file(runtime.toString()));
    assertThat(season.configuration().eventName()).isEqualTo("Rule");
  }
}
