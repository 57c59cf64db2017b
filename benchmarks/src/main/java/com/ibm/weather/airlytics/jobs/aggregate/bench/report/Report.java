package com.ibm.weather.airlytics.jobs.aggregate.bench.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A report on disk: the Markdown file, and beside it the plots and {@code figures.json}. A chapter
 * that is measured again replaces the one before; the others stay, each with its date and machine.
 */
public final class Report {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
  private static final String HEAD =
      """
      # Benchmarks

      Written by `./bench`, which the README describes. Ratios hold on any machine, times only on the one
      that a chapter names.
      """;

  private final Path file;
  private final Map<String, Double> figures;

  private Report(Path file, Map<String, Double> figures) {
    this.file = file;
    this.figures = figures;
  }

  /**
   * Opens a report.
   *
   * @param file the Markdown file; it need not be there yet
   */
  public static Report open(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path figures = figuresBeside(absolute);
    Map<String, Double> known = new TreeMap<>();
    if (Files.exists(figures)) {
      known.putAll(
          Json.MAPPER.readValue(figures.toFile(), new TypeReference<Map<String, Double>>() {}));
    }
    return new Report(absolute, known);
  }

  private static Path figuresBeside(Path file) {
    return file.resolveSibling("figures.json");
  }

  /** The figures of all chapters. */
  public Map<String, Double> figures() {
    return Map.copyOf(figures);
  }

  /**
   * Adds or replaces a chapter and writes the report.
   *
   * @param order the names of all chapters, in order
   */
  public void add(Chapter chapter, String settings, List<String> order) throws IOException {
    String old = Files.exists(file) ? Files.readString(file) : "";
    String measured =
        chapter.markdown().strip()
            + "\n\n*Measured %s, %s, on %s.*"
                .formatted(TIME.format(Instant.now()), settings, Machine.description());
    String text =
        order.stream()
            .map(
                name ->
                    (name.equals(chapter.name())
                            ? Optional.of(measured)
                            : MarkedText.find(old, name))
                        .map(part -> "\n" + MarkedText.marked(name, part) + "\n")
                        .orElse(""))
            .collect(Collectors.joining("", HEAD, ""));
    for (Map.Entry<String, String> plot : chapter.plots().entrySet()) {
      Files.writeString(file.resolveSibling(plot.getKey()), plot.getValue());
    }
    figures.putAll(chapter.figures());
    Files.writeString(
        figuresBeside(file),
        Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(new TreeMap<>(figures))
            + "\n");
    Files.writeString(file, text);
  }

  /** A chapter as it stands in the report. */
  public Optional<String> chapter(String name) throws IOException {
    return Files.exists(file) ? MarkedText.find(Files.readString(file), name) : Optional.empty();
  }
}
