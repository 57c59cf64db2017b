package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.EventAggregatorCommand;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Stage;
import com.ibm.weather.airlytics.jobs.aggregate.local.demo.LocalCommand;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.EventAggregatorDefinition;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.StateMachine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the README says is so. With {@code -Dreadme.rewrite=true} the picture is drawn anew instead
 * of compared.
 */
class ReadmeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path README = ROOT.resolve("README.md");
  private static final Set<String> RESOURCES =
      Set.of(
          "arn:aws:states:::lambda:invoke",
          "arn:aws:states:::athena:startQueryExecution.sync",
          "arn:aws:states:::athena:getQueryResults",
          "arn:aws:states:::aws-sdk:sfn:describeExecution");

  @Test
  void pictureIsThatOfTheDefinition() throws IOException {
    Map<String, String> substitutions = new HashMap<>(Map.of("AthenaWorkGroup", "primary"));
    Arrays.stream(Stage.values())
        .forEach(stage -> substitutions.put(stage.stateName() + "Function", stage.stateName()));
    String picture =
        PipelinePicture.of(
            StateMachine.load(EventAggregatorDefinition.text(), substitutions, RESOURCES));
    String readme = Files.readString(README);
    Matcher shown = Pattern.compile("(?<=```mermaid\n).*?(?=```)", Pattern.DOTALL).matcher(readme);
    assertThat(shown.find()).isTrue();
    if (Boolean.getBoolean("readme.rewrite")) {
      Files.writeString(README, shown.replaceFirst(Matcher.quoteReplacement(picture)));
      return;
    }
    assertThat(shown.group()).isEqualTo(picture);
  }

  @Test
  void configurationReferenceListsEveryKeyAndNoOther() throws IOException {
    List<String> keys =
        Arrays.stream(Configuration.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();
    String reference = section("## Configuration", "## License");
    assertThat(matches("^\\| `(\\w+)` \\|", reference)).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void everyOptionThatItNamesExists() throws IOException {
    String help = help();
    assertThat(matches("`(?:\\./demo )?(--[a-z-]+)", Files.readString(README)))
        .isNotEmpty()
        .allSatisfy(option -> assertThat(help).contains(option));
  }

  @Test
  void everyFileThatItNamesExists() throws IOException {
    assertThat(matches("\\]\\(([^)#]+)\\)", Files.readString(README)))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(ROOT.resolve(file)).exists());
    assertThat(ROOT.resolve("demo")).isExecutable();
    assertThat(ROOT.resolve("mvnw")).isExecutable();
  }

  @Test
  void everyTestThatTheFaultsNameExists() throws IOException {
    String faults = Files.readString(ROOT.resolve("docs/faults.md"));
    String tests = testSources();
    assertThat(matches("`(\\w+Test)`", faults))
        .isNotEmpty()
        .allSatisfy(test -> assertThat(tests).contains("class " + test + " "));
    assertThat(matches("`([a-z][A-Za-z]{20,})`", faults))
        .hasSizeGreaterThan(12)
        .allSatisfy(name -> assertThat(tests).contains("void " + name + "("));
  }

  @Test
  void everyStageIsDescribed() throws IOException {
    String howItWorks = section("## How it works", "## How the house is laid out");
    for (Stage stage : Stage.values()) {
      assertThat(howItWorks).contains("- **" + stage + "**");
    }
  }

  private static String testSources() throws IOException {
    StringBuilder sources = new StringBuilder();
    for (String module : List.of("functions", "statemachine", "container", "local")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          sources.append(Files.readString(file));
        }
      }
    }
    return sources.toString();
  }

  private static String help() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
    PrintStream original = System.out;
    System.setOut(stream);
    try {
      EventAggregatorCommand.run(Map.of(), "--help");
      LocalCommand.run(stream, stream, "--help");
    } finally {
      System.setOut(original);
    }
    return output.toString(StandardCharsets.UTF_8);
  }

  private static String section(String from, String to) throws IOException {
    String readme = Files.readString(README);
    return readme.substring(readme.indexOf(from), readme.indexOf(to));
  }

  private static List<String> matches(String regex, String text) {
    return Pattern.compile(regex, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
