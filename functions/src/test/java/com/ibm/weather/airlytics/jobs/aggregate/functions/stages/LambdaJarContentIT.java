package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the jar that is deployed, and what is not. */
class LambdaJarContentIT {

  static final Path JAR = Path.of("target/event-aggregator-functions-lambda.jar");

  private static final long MOST_BYTES = 14_000_000;

  private static List<String> entries;

  @BeforeAll
  static void readEntries() throws IOException {
    try (ZipFile jar = new ZipFile(JAR.toFile())) {
      entries = jar.stream().map(ZipEntry::getName).toList();
    }
  }

  @Test
  void everyHandlerIsThere() {
    assertThat(entries)
        .contains(
            entry(CheckLastDayHandler.class),
            entry(DailyAggregationHandler.class),
            entry(WindowAggregationHandler.class),
            entry(ExportCsvHandler.class),
            entry(ImportToUserDbHandler.class));
  }

  @Test
  void nothingIsThereThatNoFunctionNeeds() {
    assertThat(entries)
        .noneMatch(name -> name.startsWith("io/netty/"))
        .noneMatch(name -> name.startsWith("org/apache/"))
        .noneMatch(name -> name.startsWith("ch/qos/logback/"))
        .noneMatch(name -> name.startsWith("org/junit/"))
        .noneMatch(name -> name.contains("/functions/fixture/"))
        .doesNotContain(entry(LambdaJarContentIT.class));
  }

  @Test
  void nothingIsThereTwice() {
    assertThat(entries).doesNotHaveDuplicates();
  }

  @Test
  void theJarIsSmall() throws IOException {
    assertThat(Files.size(JAR)).as("bytes of %s", JAR).isLessThan(MOST_BYTES);
  }

  private static String entry(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }
}
