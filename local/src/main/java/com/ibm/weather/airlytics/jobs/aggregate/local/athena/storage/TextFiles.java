package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.SqlText.literal;
import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.SqlText.name;
import static java.util.stream.Collectors.joining;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Partition;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.EngineSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes staged rows as text. A line is a column of its own, made by {@link TextLine}, in which
 * nothing is left for DuckDB to quote. Each thread of DuckDB writes a file, since packing takes
 * longer than all else; one after another they are the file of the table: so they are of text, and
 * so they are of gzip, where a file may have many members (RFC 1952, section 2.2).
 */
final class TextFiles {

  private record Part(List<Optional<String>> values, long rows) {}

  private final ObjectStore store;
  private final EngineSession session;
  private final TableWriting writing;

  TextFiles(ObjectStore store, EngineSession session, TableWriting writing) {
    this.store = store;
    this.session = session;
    this.writing = writing;
  }

  WrittenTable write() throws SQLException, IOException {
    List<Part> parts = new ArrayList<>();
    session.query(partsSql(), row -> parts.add(read(row)));
    long rows = 0;
    List<String> files = new ArrayList<>();
    List<Partition> partitions = new ArrayList<>();
    for (Part part : parts) {
      ObjectLocation location = writing.location();
      if (!writing.partitionColumns().isEmpty()) {
        List<String> values =
            part.values().stream().map(value -> value.orElse(PartitionValue.DEFAULT)).toList();
        String folder = QueryTables.folderName(writing.partitionColumns(), values);
        location = location.resolve(folder + "/");
        partitions.add(new Partition(values, location.uri()));
      }
      Path file = Files.createDirectories(store.path(location)).resolve(fileName());
      write(part, file);
      files.add(store.uri(file));
      rows += part.rows();
    }
    return new WrittenTable(rows, files, partitions);
  }

  private void write(Part part, Path file) throws SQLException, IOException {
    Path folder = Files.createTempDirectory(spillFolder(), "text");
    try {
      session.execute(copySql(part, folder));
      try (OutputStream joined = Files.newOutputStream(file)) {
        for (Path written : filesOf(folder)) {
          Files.copy(written, joined);
        }
      }
    } finally {
      for (Path written : filesOf(folder)) {
        Files.delete(written);
      }
      Files.delete(folder);
    }
  }

  private Path spillFolder() throws SQLException {
    List<Path> folders = new ArrayList<>();
    session.query(
        "SELECT current_setting('temp_directory')", row -> folders.add(Path.of(row.getString(1))));
    return folders.get(0);
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private String partsSql() {
    String keys = keys().stream().map(key -> key + ", ").collect(joining());
    return "SELECT %scount(*) FROM %s GROUP BY ALL ORDER BY ALL"
        .formatted(keys, TableWriter.STAGED);
  }

  /** The values of the partition columns as text; the empty text is one partition with NULL. */
  private List<String> keys() {
    return writing.partitionColumns().stream()
        .map(column -> "nullif(CAST(%s AS VARCHAR), '')".formatted(name(column.name())))
        .toList();
  }

  private Part read(ResultSet row) throws SQLException {
    List<Optional<String>> values = new ArrayList<>();
    int keys = writing.partitionColumns().size();
    for (int key = 1; key <= keys; key++) {
      values.add(Optional.ofNullable(row.getString(key)));
    }
    return new Part(values, row.getLong(keys + 1));
  }

  private String copySql(Part part, Path folder) {
    List<Column> columns = writing.columns();
    List<String> conditions = new ArrayList<>(List.of("true"));
    for (int key = 0; key < keys().size(); key++) {
      String value = part.values().get(key).map(text -> "= " + literal(text)).orElse("IS NULL");
      conditions.add(keys().get(key) + " " + value);
    }
    return """
        COPY (SELECT %s FROM %s WHERE %s) TO %s
          (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', COMPRESSION %s, PER_THREAD_OUTPUT true,
          OVERWRITE_OR_IGNORE true)"""
        .formatted(
            TextLine.sql(columns, writing.fieldDelimiter()),
            TableWriter.STAGED,
            String.join(" AND ", conditions),
            literal(folder.toString()),
            literal(isZipped() ? "gzip" : "none"));
  }

  private boolean isZipped() {
    return writing.compression() == Compression.GZIP;
  }

  private String fileName() {
    return writing.fileName() + (isZipped() ? ".gz" : "");
  }
}
