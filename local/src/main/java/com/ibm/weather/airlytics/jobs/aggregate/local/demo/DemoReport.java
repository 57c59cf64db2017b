package com.ibm.weather.airlytics.jobs.aggregate.local.demo;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.StageFigures;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.StageTable;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.ExportSql;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalException;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalServices;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Shows what the runs of the demo did and left. */
final class DemoReport {

  private static final int SHOWN_LINES = 5;

  private final LocalServices services;
  private final Configuration configuration;
  private final PrintStream out;

  DemoReport(LocalServices services, Configuration configuration, PrintStream out) {
    this.services = services;
    this.configuration = configuration;
    this.out = out;
  }

  void print(List<JobResult> results, LocalDate day, Path configurationFile) {
    for (int run = 0; run < results.size(); run++) {
      heading("Stages of run " + (run + 1));
      results.get(run).stages().forEach(stage -> out.println(StageTable.line(stage)));
    }
    boolean idle =
        results.stream().flatMap(result -> result.stages().stream()).allMatch(this::wroteNothing);
    if (idle) {
      out.printf("%nEverything was done by an earlier run, and nothing was done twice.%n");
    }
    heading("Path through the state machine, run " + results.size());
    printPath(results.get(results.size() - 1).path());
    if (configuration.exportToCsv()) {
      printCsv(day);
    }
    if (configuration.importToUserDb()) {
      printUserDb();
    }
    heading("Where everything lies");
    out.printf("  S3 objects     %s%n", services.objects());
    out.printf("  Athena         %s%n", services.folder().resolve("catalog"));
    out.printf("  user DB        %s%n", services.folder().resolve("user-db"));
    out.printf("  import jobs    %s%n", services.folder().resolve("airlock"));
    out.printf("  configuration  %s%n", configurationFile);
    out.printf(
        "%nTo look around with any AWS or PostgreSQL client: ./demo serve --folder %s%n",
        services.folder());
  }

  private boolean wroteNothing(StageFigures stage) {
    return stage.rows().orElse(0) == 0 && stage.scannedBytes() == 0;
  }

  private void printPath(List<StatePath> path) {
    Map<String, List<String>> stages = new LinkedHashMap<>();
    for (StatePath state : path) {
      List<StatePath.Step> steps = state.steps();
      List<String> inner = stages.computeIfAbsent(steps.get(0).state(), stage -> new ArrayList<>());
      if (steps.size() > 1) {
        inner.add(steps.get(steps.size() - 1).state());
      }
    }
    stages.forEach(
        (stage, states) ->
            out.printf(
                "  %-17s %s%n",
                stage,
                states.isEmpty()
                    ? "-"
                    : states.stream().distinct().collect(Collectors.joining(" > "))));
  }

  private void printCsv(LocalDate day) {
    String name =
        configuration.csvTablePrefix() + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    Path folder =
        services
            .objects()
            .resolve(configuration.csvOutputBucket())
            .resolve(configuration.csvOutputFolder())
            .resolve(name);
    heading("First lines of the CSV");
    if (!Files.exists(folder)) {
      out.printf("  there is none: no user has an event named \"%s\"%n", configuration.eventName());
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      Path file = files.filter(path -> path.toString().endsWith(".gz")).findFirst().orElseThrow();
      out.printf(
          "  %s%n  user_id,%s%n", file, String.join(",", new ExportSql(configuration).columns()));
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
        reader.lines().limit(SHOWN_LINES).forEach(line -> out.println("  " + line));
      }
    } catch (IOException e) {
      throw new LocalException("the CSV in %s cannot be read".formatted(folder), e);
    }
  }

  private void printUserDb() {
    String table = LocalServices.USER_DB_SCHEMA + "." + configuration.importTargetTable();
    heading("The table " + table + " of the user DB");
    try (Connection connection = DriverManager.getConnection(services.userDb().jdbcUrl());
        Statement statement = connection.createStatement()) {
      try (ResultSet users = statement.executeQuery("SELECT count(*) FROM " + table)) {
        users.next();
        out.printf("  %,d users, of which those with the largest total:%n", users.getLong(1));
      }
      printRows(
          statement.executeQuery(
              "SELECT * FROM %s ORDER BY %s_total DESC, user_id LIMIT %d"
                  .formatted(table, configuration.targetColumn(), SHOWN_LINES)));
    } catch (SQLException e) {
      throw new LocalException("the table %s cannot be read".formatted(table), e);
    }
  }

  private void printRows(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    List<String> names = new ArrayList<>();
    for (int column = 1; column <= columns; column++) {
      names.add(rows.getMetaData().getColumnName(column));
    }
    out.println("  " + String.join(" | ", names));
    while (rows.next()) {
      List<String> values = new ArrayList<>();
      for (int column : IntStream.rangeClosed(1, columns).toArray()) {
        values.add(String.valueOf(rows.getString(column)));
      }
      out.println("  " + String.join(" | ", values));
    }
  }

  private void heading(String text) {
    out.printf("%n%s%n", text);
  }
}
