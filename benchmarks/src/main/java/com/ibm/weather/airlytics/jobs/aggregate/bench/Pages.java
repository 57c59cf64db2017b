package com.ibm.weather.airlytics.jobs.aggregate.bench;

import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Figure;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Machine;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.MarkedText;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The pages of the project that show figures of the last report, each in a marked part. */
final class Pages {

  private static final String TABLES = "internet-scale";
  private static final String FIGURES = "benchmarks";

  private Pages() {}

  /** Writes the figures into the README and the tables into the page on internet scale. */
  static void update(Path project, Report report, List<Figure> figures) throws IOException {
    Path page = project.resolve("docs/internet-scale.md");
    String chapter = report.chapter(TABLES).orElse("");
    if (!chapter.isEmpty()) {
      replace(page, TABLES, chapter.substring(chapter.indexOf("\n|") + 1));
    }
    String measured =
        "%s on %s:%n%n%s"
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                Machine.description(),
                Figure.table(figures, report.figures()));
    replace(project.resolve("README.md"), FIGURES, measured);
  }

  private static void replace(Path page, String name, String part) throws IOException {
    Files.writeString(page, MarkedText.replace(Files.readString(page), name, part));
  }
}
