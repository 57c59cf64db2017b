package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Catalog;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.RegisteredTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * All that a person can see of what the job has done, in lines: objects, the contents of markers
 * and CSVs, tables with their locations and rows, the user DB, and the imports. What differs from
 * one run to the next in any case, such as ids and times, is left out.
 */
record Observation(List<String> lines) {

  private static final Pattern FILE_NAME =
      Pattern.compile("\\d{8}_\\d{6}_\\d{5}_[0-9a-f]{5}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:\\d+");

  private static final String TEMPORARY = "_tmp_";
  private static final String DATABASE = "aggregations_helloworld";
  private static final List<String> BUCKETS =
      List.of("airlytics-datalake-internal-prod", "airlytics-imports-internal");

  Observation {
    lines = lines.stream().map(Observation::withoutIds).sorted().toList();
  }

  static Observation of(Site site) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String bucket : BUCKETS) {
      try (Stream<Path> files = Files.walk(site.objects().resolve(bucket))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String key = site.objects().relativize(file).toString();
          content(file).forEach(line -> lines.add("object " + key + line));
        }
      }
    }
    List<Table> tables =
        Catalog.open(site.catalog()).tables(DATABASE).stream().map(RegisteredTable::table).toList();
    tables.forEach(table -> lines.add("table " + table));
    lines.addAll(rows(site, tables.stream().filter(table -> !isTemporary(table)).toList()));
    lines.addAll(site.userDbContent());
    site.imports().forEach(job -> lines.add(describe(job)));
    return new Observation(lines);
  }

  /** The same, but for tables that are temporary. */
  Observation withoutTemporaryTables() {
    return new Observation(
        lines.stream()
            .filter(line -> !(line.startsWith("table ") && line.contains(TEMPORARY)))
            .toList());
  }

  /** What another one has more or less. */
  List<String> difference(Observation other) {
    List<String> less = new ArrayList<>(lines);
    other.lines.forEach(less::remove);
    List<String> more = new ArrayList<>(other.lines);
    lines.forEach(more::remove);
    return Stream.concat(less.stream().map("- "::concat), more.stream().map("+ "::concat)).toList();
  }

  /** The lines of a CSV or a marker; rows of Parquet files are seen through tables. */
  private static List<String> content(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".gz")) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return text.lines().map(": "::concat).toList();
      }
    }
    return List.of(name.startsWith("_") ? ": " + Files.readString(file) : "");
  }

  private static List<String> rows(Site site, List<Table> tables) {
    if (tables.isEmpty()) {
      return List.of();
    }
    String sql =
        tables.stream().map(Observation::select).collect(Collectors.joining(" UNION ALL "));
    return site.rows(sql).stream().map(row -> "row " + String.join(" | ", row)).toList();
  }

  private static boolean isTemporary(Table table) {
    return table.name().contains(TEMPORARY);
  }

  private static String select(Table table) {
    String columns =
        Stream.concat(table.columns().stream(), table.partitionColumns().stream())
            .map(column -> "coalesce(cast(\"%s\" as varchar), 'NULL')".formatted(column.name()))
            .collect(Collectors.joining(" || ' ' || "));
    return "SELECT '%s' AS t, %s AS r FROM \"%s\".\"%s\""
        .formatted(table.name(), columns, table.database(), table.name());
  }

  private static String describe(JsonNode job) {
    return "import %s of %s into %s: %s of %s users"
        .formatted(
            job.path("name").asText(),
            job.path("s3File").asText(),
            job.path("targetTable").asText(),
            job.path("status").asText(),
            job.path("successfulImports").asText());
  }

  private static String withoutIds(String line) {
    String named = FILE_NAME.matcher(line).replaceAll("<file>");
    return PORT.matcher(ID.matcher(named).replaceAll("<id>")).replaceAll("<host>");
  }
}
