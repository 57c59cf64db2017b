package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file with a query's result, as Athena writes it: for SELECT a CSV with a header in which all
 * values are quoted and NULL is nothing at all, for other statements lines of text.
 */
final class ResultFile implements AutoCloseable {

  private final BufferedWriter writer;

  private ResultFile(BufferedWriter writer) {
    this.writer = writer;
  }

  /** Begins a file; folders are created. */
  static ResultFile create(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return new ResultFile(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
  }

  /** Writes a row of CSV. */
  void row(List<Optional<String>> values) {
    List<String> cells = new ArrayList<>();
    for (Optional<String> value : values) {
      cells.add(value.map(text -> '"' + text.replace("\"", "\"\"") + '"').orElse(""));
    }
    line(String.join(",", cells));
  }

  /** Writes a line of text. */
  void line(String text) {
    try {
      writer.write(text);
      writer.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the result", e);
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /**
   * Reads some rows of CSV.
   *
   * @param start where the first row begins, in bytes
   */
  static ResultPage readRows(Path file, long start, int count) throws IOException {
    return read(file, start, count, true);
  }

  /** Reads some lines of text, each as a row with one value. */
  static ResultPage readLines(Path file, long start, int count) throws IOException {
    return read(file, start, count, false);
  }

  private static ResultPage read(Path file, long start, int count, boolean csv) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      channel.position(Math.min(start, size));
      RowReader reader = new RowReader(new BufferedInputStream(Channels.newInputStream(channel)));
      List<List<Optional<String>>> rows = new ArrayList<>();
      while (rows.size() < count && start + reader.position < size) {
        rows.add(csv ? reader.row() : List.of(Optional.of(reader.line())));
      }
      long next = start + reader.position;
      return new ResultPage(rows, next < size ? Optional.of(next) : Optional.empty());
    }
  }

  private static final class RowReader {

    private final InputStream bytes;
    private long position;

    RowReader(InputStream bytes) {
      this.bytes = bytes;
    }

    String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = next(); b != '\n' && b >= 0; b = next()) {
        line.write(b);
      }
      return line.toString(StandardCharsets.UTF_8);
    }

    List<Optional<String>> row() throws IOException {
      List<Optional<String>> values = new ArrayList<>();
      int b = next();
      while (true) {
        if (b == '"') {
          values.add(Optional.of(quoted()));
          b = next();
        } else {
          values.add(Optional.empty());
        }
        if (b != ',') {
          return values;
        }
        b = next();
      }
    }

    private String quoted() throws IOException {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      while (true) {
        int b = next();
        if (b == '"') {
          bytes.mark(1);
          if (bytes.read() != '"') {
            bytes.reset();
            return text.toString(StandardCharsets.UTF_8);
          }
          position++;
        } else if (b < 0) {
          throw new IOException("the result file ends inside a value");
        }
        text.write(b);
      }
    }

    private int next() throws IOException {
      int b = bytes.read();
      if (b >= 0) {
        position++;
      }
      return b;
    }
  }
}
