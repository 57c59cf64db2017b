package com.ibm.weather.airlytics.jobs.aggregate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {

  @TempDir private Path folder;

  @Test
  void aChapterThatNeedsAnothersFiguresSaysWhichToMeasure() {
    assertThat(run(folder.resolve("report.md")))
        .startsWith("1 ")
        .contains("The benchmark failed: ", "measure them first: --only growth")
        .contains("data may be left in " + folder.resolve("data"))
        .doesNotContain("at com.ibm");
  }

  @Test
  void aReportThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(run(file.resolve("report.md"))).startsWith("1 ").contains(file.toString());
  }

  private String run(Path report) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    int exitCode =
        BenchCommand.run(
            new PrintStream(output, true, StandardCharsets.UTF_8),
            "--only",
            "internet-scale",
            "--folder",
            folder.resolve("data").toString(),
            "--report",
            report.toString());
    return exitCode + " " + output.toString(StandardCharsets.UTF_8);
  }
}
