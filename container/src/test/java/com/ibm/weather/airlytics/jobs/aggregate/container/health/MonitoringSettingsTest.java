package com.ibm.weather.airlytics.jobs.aggregate.container.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitoringSettingsTest {

  @Test
  void answersOnTheDocumentedPortAndPushesNowhereByDefault() {
    assertThat(MonitoringSettings.of(Map.of()))
        .isEqualTo(new MonitoringSettings(OptionalInt.of(8081), Optional.empty()));
    assertThat(
            MonitoringSettings.of(
                Map.of("AIRLYTICS_HEALTH_PORT", " ", "AIRLYTICS_PUSHGATEWAY_URL", "")))
        .isEqualTo(MonitoringSettings.of(Map.of()));
  }

  @Test
  void answersNowhereOnPort0() {
    assertThat(MonitoringSettings.of(Map.of("AIRLYTICS_HEALTH_PORT", "0")).port()).isEmpty();
  }

  @Test
  void takesWhatItIsGiven() {
    assertThat(
            MonitoringSettings.of(
                Map.of(
                    "AIRLYTICS_HEALTH_PORT", "65535",
                    "AIRLYTICS_PUSHGATEWAY_URL", "https://push.example.com/base/",
                    "AIRLYTICS_LOG_FORMAT", "json")))
        .isEqualTo(
            new MonitoringSettings(
                OptionalInt.of(65_535), Optional.of(URI.create("https://push.example.com/base/"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "-1", "65536", "123456", "80.81"})
  void refusesAPortThatIsNone(String port) {
    assertThatThrownBy(() -> MonitoringSettings.of(Map.of("AIRLYTICS_HEALTH_PORT", port)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "AIRLYTICS_HEALTH_PORT is \"%s\"; write a port such as 8081, or 0 for none", port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://pushgateway:99999", "http://", "ftp://pushgateway", "http://push gateway"})
  void refusesAPushgatewayThatCannotBeReached(String url) {
    assertThatThrownBy(() -> MonitoringSettings.of(Map.of("AIRLYTICS_PUSHGATEWAY_URL", url)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "AIRLYTICS_PUSHGATEWAY_URL is \"%s\"; write a URL such as http://pushgateway:9091",
            url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://user:secret@push", "https://user:secret word@push", "user:secret@push"})
  void refusesAPasswordThatWouldNotBeSentAndKeepsIt(String url) {
    assertThatThrownBy(() -> MonitoringSettings.of(Map.of("AIRLYTICS_PUSHGATEWAY_URL", url)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "AIRLYTICS_PUSHGATEWAY_URL holds a user or a password, which would not be sent; write a"
                + " URL without, such as http://pushgateway:9091");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "debug", "Info", "WARN", "ERROR"})
  void takesTheLevelsOfTheLog(String level) {
    assertThat(MonitoringSettings.of(Map.of("AIRLYTICS_LOG_LEVEL", level)))
        .isEqualTo(MonitoringSettings.of(Map.of()));
  }

  @Test
  void refusesALevelThatTheLogWouldTakeForDebug() {
    assertThatThrownBy(() -> MonitoringSettings.of(Map.of("AIRLYTICS_LOG_LEVEL", "INFOO")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("AIRLYTICS_LOG_LEVEL is \"INFOO\"; write TRACE, DEBUG, INFO, WARN or ERROR");
  }

  @Test
  void listsAllMistakesAtOnce() {
    assertThatThrownBy(
            () ->
                MonitoringSettings.of(
                    Map.of(
                        "AIRLYTICS_HEALTH_PORT", "on",
                        "AIRLYTICS_PUSHGATEWAY_URL", "pushgateway:9091",
                        "AIRLYTICS_LOG_FORMAT", "JSON")))
        .hasMessage(
            "AIRLYTICS_HEALTH_PORT is \"on\"; write a port such as 8081, or 0 for none;"
                + " AIRLYTICS_PUSHGATEWAY_URL is \"pushgateway:9091\"; write a URL such as"
                + " http://pushgateway:9091; AIRLYTICS_LOG_FORMAT is \"JSON\"; write text or json");
  }
}
