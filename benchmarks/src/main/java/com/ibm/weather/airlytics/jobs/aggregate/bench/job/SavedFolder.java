package com.ibm.weather.airlytics.jobs.aggregate.bench.job;

import com.ibm.weather.airlytics.jobs.aggregate.bench.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A folder as it was: its files have a second name elsewhere, which takes neither space nor time.
 * Nobody changes a file in place.
 */
public final class SavedFolder {

  private final Path folder;
  private final Path saved;

  private SavedFolder(Path folder, Path saved) {
    this.folder = folder;
    this.saved = saved;
  }

  /** Saves a folder. */
  public static SavedFolder save(Path folder, Path saved) throws IOException {
    Folders.delete(saved);
    link(folder, saved);
    return new SavedFolder(folder, saved);
  }

  /** Makes it what it was. */
  public void restore() throws IOException {
    Folders.delete(folder);
    link(saved, folder);
  }

  private static void link(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      paths.forEach(path -> link(path, from, to));
    }
  }

  private static void link(Path path, Path from, Path to) {
    Path target = to.resolve(from.relativize(path));
    try {
      if (Files.isDirectory(path)) {
        Files.createDirectories(target);
      } else {
        Files.createLink(target, path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
