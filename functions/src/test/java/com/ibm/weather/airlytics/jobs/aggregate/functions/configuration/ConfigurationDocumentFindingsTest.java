package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Refusals.findings;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused in a document as a whole: its JSON, its keys, and all mistakes at once. */
class ConfigurationDocumentFindingsTest {

  @Test
  void fiveMistakesAreFiveFindingsInTheOrderOfTheKeys() {
    ConfigurationException refusal =
        refusal(
            json -> {
              json.put("exportToCsv", "yes");
              json.put("athenaRegion", "Ireland");
              json.remove("targetS3Bucket");
              json.put("targetColumn", "shard");
              json.put("csvFolder", "x");
              Documented.window(json, 2).put("targetTable", "2 words");
            });

    assertThat(refusal.findings())
        .extracting(Finding::path)
        .containsExactly(
            "$.athenaRegion",
            "$.targetS3Bucket",
            "$.targetColumn",
            "$.secondaryAggregations[2].targetTable",
            "$.exportToCsv",
            "$.csvFolder");
    assertThat(refusal)
        .hasMessageStartingWith("The configuration test has 6 mistakes:\n  $.athenaRegion: is ")
        .hasMessageContaining("\n  $.csvFolder: is unknown; did you mean csvOutputFolder?");
  }

  @Test
  void anUnknownKeyNamesTheNearestKnownOne() {
    assertThat(findings(json -> json.put("eventname", "x").put("historyStartDate", "2021-01-01")))
        .containsExactly(
            new Finding("$.eventname", "is unknown; did you mean eventName?"),
            new Finding("$.historyStartDate", "is unknown; did you mean historyStartDay?"));
  }

  @Test
  void anUnknownKeyOfAWindowNamesTheNearestOfAWindow() {
    assertThat(findings(json -> Documented.window(json, 3).put("targetTabel", "x")))
        .containsExactly(
            new Finding(
                "$.secondaryAggregations[3].targetTabel", "is unknown; did you mean targetTable?"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "5", "\"text\"", "true"})
  void whatIsNoObjectIsRefused(String json) {
    assertThatThrownBy(() -> ConfigurationReader.read(json, "test"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("$: is not a JSON object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "eventName: x", "{\"a\": 1} {}", "{\"a\": 1,}", "\uFEFF{}"})
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> ConfigurationReader.read(text, "file:ltv.json"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("The configuration file:ltv.json is not the JSON that is expected");
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused() {
    String twice = Documented.text().replaceFirst("\\{", "{ \"eventName\": \"other\",");

    assertThatThrownBy(() -> ConfigurationReader.read(twice, "test"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Duplicate field 'eventName'");
  }
}
