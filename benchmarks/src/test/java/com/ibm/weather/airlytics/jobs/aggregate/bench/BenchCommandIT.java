package com.ibm.weather.airlytics.jobs.aggregate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the benchmarks at toy size: their figures say nothing, but all of them are there. That of
 * memory, which starts every function, is run by the command in continuous integration.
 */
class BenchCommandIT {

  private static final Pattern ROW = Pattern.compile("(?m)^\\|.*\\d.*\\|$");

  @TempDir private static Path folder;

  private static Path file;
  private static String report;
  private static JsonNode figures;

  @BeforeAll
  static void measureChapters() throws Exception {
    file = folder.resolve("report/benchmarks.md");
    assertThat(measure("limit", "growth", "original", "internet-scale")).startsWith("0 ");
    report = Files.readString(file);
    figures = Json.MAPPER.readTree(file.resolveSibling("figures.json").toFile());
  }

  private static String measure(String... chapters) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--scale",
                "toy",
                "--folder",
                folder.resolve("data").toString(),
                "--report",
                file.toString()));
    Stream.of(chapters).forEach(chapter -> arguments.addAll(List.of("--only", chapter)));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    int exitCode =
        BenchCommand.run(
            new PrintStream(output, true, StandardCharsets.UTF_8),
            arguments.toArray(String[]::new));
    return exitCode + " " + output.toString(StandardCharsets.UTF_8);
  }

  private static String chapter(String heading) {
    int start = report.indexOf("## " + heading);
    assertThat(start).as("a chapter %s", heading).isNotNegative();
    int end = report.indexOf("<!-- end", start);
    return report.substring(start, end);
  }

  @Test
  void everyChapterHasTablesDateAndMachine() {
    for (String heading :
        List.of("Against the limit", "Against the original's way", "Growth", "To internet scale")) {
      assertThat(ROW.matcher(chapter(heading)).results()).as(heading).hasSizeGreaterThan(1);
      assertThat(chapter(heading))
          .containsPattern("Measured \\d{4}-\\d\\d-\\d\\d .*scale toy.*threads of .*Java")
          .doesNotContain("NaN", "Infinity", "%s", "%d");
    }
  }

  @Test
  void jobIsComparedWithTheScriptStageByStage() {
    for (String stage : List.of("DailyAggregation", "WindowAggregation", "ExportCsv")) {
      assertThat(figures.path("limit.2000.ratio." + stage).asDouble()).isPositive();
    }
    assertThat(figures.path("limit.2000.overhead").asDouble()).isPositive();
  }

  @Test
  void normalDayStaysWithinItsStatements() {
    assertThat(figures.path("original.day.statements").asInt()).isBetween(8, 20);
    assertThat(figures.path("original.day.dml").asInt()).isBetween(1, 8);
    assertThat(figures.path("original.day.oneAfterAnother").asInt()).isBetween(1, 10);
  }

  @Test
  void originalNeedsTwoStatementsForEachWindowAndPartition() {
    int partitions = Scale.TOY.partitions();

    assertThat(figures.path("original.statements").asInt()).isEqualTo(2 * 4 * partitions + 14);
  }

  @Test
  void plotsAreThereAndAreSvg() throws Exception {
    List<String> plots =
        Pattern.compile("!\\[[^]]+]\\(([^)]+)\\)")
            .matcher(chapter("Growth"))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(plots).hasSize(3);
    for (String plot : plots) {
      Path svg = file.resolveSibling(plot);
      assertThat(
              DocumentBuilderFactory.newDefaultInstance()
                  .newDocumentBuilder()
                  .parse(svg.toFile())
                  .getElementsByTagName("polyline")
                  .getLength())
          .as(plot)
          .isEqualTo(3);
    }
  }

  @Test
  void nothingIsLeftOfTheData() throws Exception {
    try (var left = Files.list(folder.resolve("data"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void chapterMeasuredAgainReplacesItselfAlone() throws Exception {
    String growth = chapter("Growth");

    measure("internet-scale");

    assertThat(Files.readString(file)).contains(growth).containsOnlyOnce("## To internet scale");
  }
}
