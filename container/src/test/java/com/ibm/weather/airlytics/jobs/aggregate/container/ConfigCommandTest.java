package com.ibm.weather.airlytics.jobs.aggregate.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Configurations;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeAws;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FileServer;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code config show} and {@code config check}, for each source. */
class ConfigCommandTest {

  private static final String RUNTIME = "seasons/p/s/AirlockRuntimePRODUCTION.json";

  @TempDir private Path folder;
  private CommandFixture command;
  private FileServer airlock;

  @BeforeEach
  void start() throws Exception {
    airlock = FileServer.start();
    Path defaults =
        Files.writeString(
            folder.resolve("AirlockDefaults.json"),
            """
            {"productId": "p", "seasonId": "s", "devS3Path": "%s", "version": "V3.0"}
            """
                .formatted(airlock.url()));
    command =
        new CommandFixture(new FakeAws(), Log.capture())
            .unset("AIRLYTICS_CONFIGURATION_URI", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
            .set("AIRLOCK_KEY", "secret-key")
            .set("AIRLOCK_PASSWORD", "secret-password")
            .set("AIRLOCK_DEFAULTS_FILE", defaults.toString());
  }

  @AfterEach
  void stop() {
    command.close();
    airlock.close();
  }

  @Test
  void showPrintsTheConfigurationAloneSoThatItCanBePipedAndUsed() {
    airlock.serve(RUNTIME, FileServer.file(runtime(Configurations.valid())));

    assertThat(command.run("config", "show")).isZero();

    JsonNode shown = Json.tree(command.out(), "the standard output");
    assertThat(shown.path("athenaRegion").asText()).isEqualTo("eu-west-1");
    assertThat(shown.path("eventName").asText()).isEqualTo("ad-impression");
    assertThat(ConfigurationReader.read(shown, "shown"))
        .isEqualTo(ConfigurationReader.read(Configurations.valid(), "valid"));
    assertThat(command.out().lines()).hasSizeGreaterThan(20);
  }

  @Test
  void showTellsWhichRulesApplyAndWhyOthersDoNot() {
    airlock.serve(RUNTIME, FileServer.file(runtime(Configurations.valid())));

    command.run("config", "show");

    assertThat(command.err().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "LTV of Hello World App (PROD, INTERNAL): Airlock, since neither --config"
                            + " nor AIRLYTICS_CONFIGURATION_URI is set"),
            line -> assertThat(line).startsWith("Airlock's feature Services.Event Aggregator"),
            line -> assertThat(line).isEqualTo("  -        Jobs.External  its rule is false"),
            line -> assertThat(line).startsWith("  applies  Jobs.Internal  athenaRegion, "),
            line ->
                assertThat(line).startsWith("  default                 aggregatedValueJsonPath"));
    assertThat(command.err() + command.out()).doesNotContain("secret");
    assertThat(command.log().lines()).isEmpty();
    assertThat(command.aws().requests()).isEmpty();
  }

  @Test
  void checkIsSatisfied() {
    airlock.serve(RUNTIME, FileServer.file(runtime(Configurations.valid())));
    assertThat(command.run("config", "check")).isZero();
    assertThat(command.out()).isEqualToNormalizingNewlines("valid\n");
  }

  @Test
  void bothListEveryMistakeAndPrintNoConfiguration() {
    ObjectNode wrong =
        Configurations.valid().put("athenaRegion", "Ireland").put("exportToCsf", true);
    airlock.serve(RUNTIME, FileServer.file(runtime(wrong)));
    for (String name : new String[] {"show", "check"}) {
      assertThat(command.run("config", name)).as(name).isEqualTo(2);
      assertThat(command.out()).as(name).isEmpty();
      assertThat(command.err())
          .contains(
              "has 2 mistakes:", "$.athenaRegion: is \"Ireland\"", "$.exportToCsf: is unknown");
    }
  }

  @Test
  void bothSayThatAirlockIsNotToBeHad() {
    assertThat(command.run("config", "check")).isEqualTo(2);
    assertThat(command.err())
        .contains(airlock.url() + RUNTIME + " answered 404: there is no such file");
  }

  @Test
  void aFileIsShownAndCheckedWithoutAws() throws Exception {
    Path file = Files.writeString(folder.resolve("LTV.json"), Configurations.valid().toString());
    String uri = "file:" + folder + "/{aggregation}.json";

    assertThat(command.run("config", "show", "--config", uri)).isZero();
    assertThat(command.err())
        .isEqualToNormalizingNewlines(
            "LTV of Hello World App (PROD, INTERNAL): %s, named by --config\n".formatted(uri));
    assertThat(Json.tree(command.out(), "output").path("targetS3Bucket").asText())
        .isEqualTo("datalake");

    Files.writeString(file, Configurations.valid().put("exportToCsv", "yes").toString());
    assertThat(command.run("config", "check", "--config", uri)).isEqualTo(2);
    assertThat(command.err()).contains("$.exportToCsv: is \"yes\"; write true or false");
    assertThat(command.aws().requests()).isEmpty();
  }

  @Test
  void anObjectInS3IsChecked() {
    command
        .set("AIRLYTICS_CONFIGURATION_URI", "s3://configurations/{aggregation}.json")
        .set("AWS_ACCESS_KEY_ID", "key")
        .set("AWS_SECRET_ACCESS_KEY", "secret");
    assertThat(command.run("config", "check")).isEqualTo(2);
    assertThat(command.err())
        .contains("named by AIRLYTICS_CONFIGURATION_URI")
        .contains("there is no configuration s3://configurations/LTV.json");
    command.aws().object("configurations/LTV.json", Configurations.valid().toString());
    assertThat(command.run("config", "check")).isZero();
  }

  @Test
  void whatIsMissingAndHalfAKeyAreNamedAtOnceForAnObjectInS3() {
    command
        .set("AIRLYTICS_CONFIGURATION_URI", "s3://configurations/{aggregation}.json")
        .set("AWS_ACCESS_KEY_ID", "key")
        .unset("AIRLYTICS_AGGREGATION");
    assertThat(command.run("config", "check")).isEqualTo(2);
    assertThat(command.err())
        .startsWith("2 things are wrong:")
        .contains("the environment lacks AIRLYTICS_AGGREGATION", "AWS_SECRET_ACCESS_KEY");
  }

  @Test
  void wantToKnowWhichAggregation() {
    command.unset("AIRLYTICS_AGGREGATION");
    assertThat(command.run("config", "check")).isEqualTo(2);
    assertThat(command.err()).startsWith("the environment lacks AIRLYTICS_AGGREGATION");
  }

  @Test
  void wantToKnowWhatToDo() {
    assertThat(command.run("config")).isEqualTo(2);
    assertThat(command.firstError()).isEqualTo("Missing required subcommand");
  }

  private static String runtime(ObjectNode configuration) {
    return """
        {"root": {"features": [
          {"type": "FEATURE", "namespace": "Services", "name": "Event Aggregator Service",
           "enabled": true, "rule": {}, "configurationRules": [
             {"type": "CONFIGURATION_RULE", "namespace": "Jobs", "name": "External",
              "enabled": true, "rule": {"ruleString": "context.deployment === 'EXTERNAL'"},
              "configuration": "{}"},
             {"type": "CONFIGURATION_RULE", "namespace": "Jobs", "name": "Internal",
              "enabled": true, "rule": {"ruleString": "context.deployment === 'INTERNAL'"},
              "configuration": %s}]}]}}
        """
        .formatted(Json.write(configuration.toString()));
  }
}
