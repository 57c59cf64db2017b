package com.ibm.weather.airlytics.jobs.aggregate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyOptionOfTheBenchmarksThatItNamesExists() throws Exception {
    ByteArrayOutputStream help = new ByteArrayOutputStream();
    BenchCommand.run(new PrintStream(help, true, StandardCharsets.UTF_8), "--help");

    assertThat(
            Pattern.compile("`\\./bench (--[a-z-]+)")
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(match -> match.group(1)))
        .isNotEmpty()
        .allSatisfy(option -> assertThat(help.toString(StandardCharsets.UTF_8)).contains(option));
    assertThat(ROOT.resolve("bench")).isExecutable();
  }

  @Test
  void bothPagesHaveThePartsThatAreWrittenAnew() throws Exception {
    assertThat(Files.readString(ROOT.resolve("README.md")))
        .contains("<!-- begin benchmarks: ", "<!-- end benchmarks -->");
    assertThat(Files.readString(ROOT.resolve("docs/internet-scale.md")))
        .contains("<!-- begin internet-scale: ", "<!-- end internet-scale -->");
  }
}
