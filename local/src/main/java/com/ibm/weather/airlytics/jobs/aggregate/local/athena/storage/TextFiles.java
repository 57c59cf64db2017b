package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.SqlText.name;
import static java.util.stream.Collectors.joining;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Partition;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.EngineSession;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Writes staged rows as text: no header, nothing quoted or escaped, NULL as {@code \N}, floating
 * point numbers as Java prints them.
 */
final class TextFiles {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  private record OpenFile(Path path, Writer writer) {}

  private final ObjectStore store;
  private final EngineSession session;
  private final TableWriting writing;
  private final Map<List<String>, OpenFile> open = new LinkedHashMap<>();
  private long rows;

  TextFiles(ObjectStore store, EngineSession session, TableWriting writing) {
    this.store = store;
    this.session = session;
    this.writing = writing;
  }

  WrittenTable write() throws SQLException, IOException {
    String columns =
        writing.allColumns().stream().map(column -> name(column.name())).collect(joining(", "));
    try {
      session.query("SELECT %s FROM %s".formatted(columns, TableWriter.STAGED), this::writeRow);
    } finally {
      for (OpenFile file : open.values()) {
        file.writer().close();
      }
    }
    List<Partition> partitions =
        writing.partitionColumns().isEmpty()
            ? List.of()
            : open.keySet().stream()
                .map(values -> new Partition(values, location(values).uri()))
                .toList();
    List<String> files = open.values().stream().map(file -> store.uri(file.path())).toList();
    return new WrittenTable(rows, files, partitions);
  }

  private void writeRow(ResultSet row) throws SQLException {
    int fields = writing.columns().size();
    List<String> partition = new ArrayList<>();
    for (int i = 1; i <= writing.partitionColumns().size(); i++) {
      String text = text(row, fields + i).orElse("");
      partition.add(text.isEmpty() ? PartitionValue.DEFAULT : text);
    }
    try {
      Writer writer = open.computeIfAbsent(partition, this::open).writer();
      for (int i = 1; i <= fields; i++) {
        writer.write(i == 1 ? "" : writing.fieldDelimiter());
        writer.write(text(row, i).orElse("\\N"));
      }
      writer.write('\n');
      rows++;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write below " + writing.location().uri(), e);
    }
  }

  private OpenFile open(List<String> partition) {
    boolean gzip = writing.compression() == Compression.GZIP;
    Path file = store.path(location(partition)).resolve(writing.fileName() + (gzip ? ".gz" : ""));
    try {
      Files.createDirectories(file.getParent());
      OutputStream bytes = Files.newOutputStream(file);
      OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes;
      return new OpenFile(
          file, new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + store.uri(file), e);
    }
  }

  private ObjectLocation location(List<String> partition) {
    return partition.isEmpty()
        ? writing.location()
        : writing
            .location()
            .resolve(QueryTables.folderName(writing.partitionColumns(), partition) + "/");
  }

  private static Optional<String> text(ResultSet row, int column) throws SQLException {
    Object value = row.getObject(column);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof BigDecimal decimal) {
      return Optional.of(decimal.toPlainString());
    }
    if (value instanceof Timestamp) {
      return Optional.of(TIMESTAMP.format(row.getObject(column, LocalDateTime.class)));
    }
    if (value instanceof Blob blob) {
      return Optional.of(Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length())));
    }
    return Optional.of(value.toString());
  }
}
