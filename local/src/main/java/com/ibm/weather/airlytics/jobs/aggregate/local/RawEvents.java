package com.ibm.weather.airlytics.jobs.aggregate.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of raw events in the source table's layout: {@code
 * partition=<n>/day=<yyyy-MM-dd>/<file>}, Parquet.
 *
 * @param folder the folder
 * @param firstDay the first day with files
 * @param lastDay the last day with files
 * @param partitions one more than the largest partition
 */
public record RawEvents(Path folder, LocalDate firstDay, LocalDate lastDay, int partitions) {

  private static final Pattern FILE =
      Pattern.compile("partition=(\\d{1,6})/day=(\\d{4}-\\d{2}-\\d{2})/([^/]+)");
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private record File(Path path, int partition, LocalDate day) {}

  /**
   * Looks at a folder.
   *
   * @throws LocalException when it is not there, has no events, or holds a file that is not Parquet
   */
  public static RawEvents inspect(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new LocalException("the folder of raw events %s is not there".formatted(folder));
    }
    List<File> files = files(folder);
    if (files.isEmpty()) {
      throw new LocalException(
          "the folder of raw events %s has no partition=<n>/day=<yyyy-MM-dd>/<file>"
              .formatted(folder));
    }
    files.forEach(file -> requireParquet(file.path()));
    TreeSet<LocalDate> days = new TreeSet<>(files.stream().map(File::day).toList());
    int largest = files.stream().map(File::partition).max(Comparator.naturalOrder()).orElseThrow();
    return new RawEvents(folder, days.first(), days.last(), largest + 1);
  }

  private static List<File> files(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> file(folder, path))
          .flatMap(Collection::stream)
          .toList();
    } catch (IOException e) {
      throw new LocalException("the folder of raw events %s cannot be read".formatted(folder), e);
    }
  }

  private static List<File> file(Path folder, Path path) {
    Matcher matcher = FILE.matcher(folder.relativize(path).toString().replace('\\', '/'));
    boolean visible = matcher.matches() && !matcher.group(3).matches("[_.].*");
    return visible
        ? List.of(
            new File(path, Integer.parseInt(matcher.group(1)), LocalDate.parse(matcher.group(2))))
        : List.of();
  }

  /** A Parquet file begins and ends with "PAR1": https://parquet.apache.org/docs/file-format/ */
  private static void requireParquet(Path path) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] first = new byte[MAGIC.length];
      byte[] last = new byte[MAGIC.length];
      boolean longEnough = file.length() >= 2L * MAGIC.length;
      if (longEnough) {
        file.readFully(first);
        file.seek(file.length() - MAGIC.length);
        file.readFully(last);
      }
      if (!longEnough || !List.of(text(first), text(last)).equals(List.of("PAR1", "PAR1"))) {
        throw new LocalException(
            "the raw events' file %s is not a Parquet file, or is cut off; write it anew or remove it"
                .formatted(path));
      }
    } catch (IOException e) {
      throw new LocalException("the raw events' file %s cannot be read".formatted(path), e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
