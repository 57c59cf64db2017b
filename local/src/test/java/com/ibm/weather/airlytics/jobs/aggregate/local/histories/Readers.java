package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import static com.ibm.weather.airlytics.jobs.aggregate.local.histories.DuckDb.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.local.AthenaQueries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What those see who read the tables, the CSV and the user DB. */
final class Readers {

  private static final Pattern LOCATION =
      Pattern.compile("LOCATION\\s+'s3://\\S+/day=(\\d{4}-\\d{2}-\\d{2})/?'");

  private final OwnAggregation aggregation;
  private final AthenaQueries athena;

  Readers(OwnAggregation aggregation, AthenaQueries athena) {
    this.aggregation = aggregation;
    this.athena = athena;
  }

  /** The rows of tables, all in one query: those that have days, and those that have not. */
  List<Row> tables(List<String> byDay, List<String> others) {
    String sql =
        Stream.concat(
                byDay.stream().map(table -> select(table, "day")),
                others.stream().map(table -> select(table, "''")))
            .collect(Collectors.joining(" UNION ALL "));
    return athena.rows(sql).stream()
        .map(
            row ->
                new Row(
                    row.get(0),
                    row.get(1),
                    row.get(2),
                    row.get(3),
                    value(row.get(4)),
                    row.get(5),
                    row.get(6)))
        .toList();
  }

  /** What a window's table shows, as {@link Row#brief} says it. */
  List<String> shown(String window) {
    return tables(List.of(), List.of(window)).stream().map(Row::brief).sorted().toList();
  }

  /** The day of the snapshot that a window's table shows. */
  LocalDate shownDay(String window) {
    String statement =
        athena.rows("SHOW CREATE TABLE `%s`.`%s`".formatted(aggregation.name(), window)).stream()
            .map(row -> row.get(0))
            .collect(Collectors.joining("\n"));
    Matcher location = LOCATION.matcher(statement);
    assertThat(location.find()).as("location of a day: %s", statement).isTrue();
    return LocalDate.parse(location.group(1));
  }

  private String select(String table, String day) {
    return """
        SELECT %s AS name, %s AS day, userid, shard, CAST(%s AS varchar) AS value, cnt, "partition"
        FROM "%s"."%s"
        """
        .formatted(text(table), day, OwnAggregation.REVENUE, aggregation.name(), table);
  }

  /** The tables that there are. */
  List<String> tableNames() {
    return athena.tables(aggregation.name());
  }

  /** The lines of a day's CSV, numbers as {@link Row#normal} writes them. */
  List<List<String>> csv(LocalDate day) throws IOException, SQLException {
    List<List<String>> lines = new ArrayList<>();
    for (Path file : csvFiles(day)) {
      for (List<String> line : aggregation.duckDb().rows(readCsv(file))) {
        lines.add(normal(line));
      }
    }
    return lines;
  }

  /** The lines of a day's CSV as they are. */
  List<String> csvText(LocalDate day) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : csvFiles(day)) {
      try (InputStream content = new GZIPInputStream(Files.newInputStream(file))) {
        lines.addAll(new String(content.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      }
    }
    return lines;
  }

  private List<Path> csvFiles(LocalDate day) throws IOException {
    Path folder = aggregation.csvFolder(day);
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  private String readCsv(Path file) {
    int columns = 4 + 2 * aggregation.windows().size();
    return """
        FROM read_csv(%s, header = false, auto_detect = false, hive_partitioning = false,
          delim = ',', quote = '"', escape = '"', nullstr = '\\N', columns = {%s})
        """
        .formatted(
            text(file),
            IntStream.range(0, columns)
                .mapToObj("'%d': 'varchar'"::formatted)
                .collect(Collectors.joining(", ")));
  }

  /** The rows of the user DB, but for the time when they came. */
  List<List<String>> userDb() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(aggregation.services().userDb().jdbcUrl());
        ResultSet result =
            connection.createStatement().executeQuery("SELECT * FROM " + aggregation.name())) {
      int columns = result.getMetaData().getColumnCount() - 1;
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(result.getString(column));
        }
        rows.add(normal(row));
      }
      return rows;
    }
  }

  private List<String> normal(List<String> line) {
    List<String> normal = new ArrayList<>(line);
    for (int column = 2; column < normal.size(); column++) {
      normal.set(column, value(normal.get(column)));
    }
    return normal;
  }

  private String value(String text) {
    return Row.normal(text, aggregation.configuration().get("aggregatedValueType").asText());
  }
}
