package com.ibm.weather.airlytics.jobs.aggregate.bench.limit;

import com.ibm.weather.airlytics.jobs.aggregate.bench.DuckDb;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Folders;
import com.ibm.weather.airlytics.jobs.aggregate.bench.SqlResource;
import com.ibm.weather.airlytics.jobs.aggregate.bench.job.PreparedDay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** One DuckDB script that computes what the job computes, from the same files. */
final class HandWrittenScript {

  /** What the embedded Athena's engine has. */
  private static final String MEMORY = "1GB";

  private static final Pattern PART = Pattern.compile("(?m)^-- part: ");

  private final Path output;
  private final String sql;

  HandWrittenScript(PreparedDay prepared) {
    LocalDate day = PreparedDay.DAY;
    this.output = prepared.scratch("script");
    this.sql =
        SqlResource.read(
            HandWrittenScript.class,
            "script.sql",
            Map.of(
                "events", prepared.job().rawEvents(),
                "snapshots", prepared.job().dailyFolder().getParent(),
                "output", output,
                "day", day,
                "dayBefore", day.minusDays(1),
                "dayLeft7", day.minusDays(7),
                "dayLeft30", day.minusDays(30)));
  }

  Path output() {
    return output;
  }

  /** Runs it and gives the seconds that each part took, named after the stage of the job. */
  Map<String, Double> run() throws IOException, SQLException {
    Folders.delete(output);
    Files.createDirectories(output);
    Map<String, Double> seconds = new LinkedHashMap<>();
    try (DuckDb database = new DuckDb(output.resolve("spill"), MEMORY)) {
      for (String part : PART.splitAsStream(sql).skip(1).toList()) {
        String[] nameAndSql = part.split("\n", 2);
        long start = System.nanoTime();
        database.execute(nameAndSql[1]);
        seconds.put(nameAndSql[0].strip(), (System.nanoTime() - start) / 1e9);
      }
    }
    return seconds;
  }
}
