package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The objects behind the embedded S3: the object {@code s3://bucket/key} is the file {@code
 * <root>/bucket/key}.
 *
 * @param root the folder of the buckets
 */
public record ObjectStore(Path root) {

  public ObjectStore {
    root = root.toAbsolutePath().normalize();
  }

  /** The file or folder of a location. */
  public Path path(ObjectLocation location) {
    return root.resolve(location.bucket()).resolve(location.key());
  }

  /** The {@code s3://} location of a file below the root. */
  public String uri(Path file) {
    return "s3://" + root.relativize(file);
  }

  /** Whether the bucket of a location exists. */
  public boolean hasBucket(ObjectLocation location) {
    return Files.isDirectory(root.resolve(location.bucket()));
  }

  /** Whether any object, hidden ones included, lies below a folder. */
  public boolean anyBelow(ObjectLocation folder) {
    Path path = path(folder);
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.anyMatch(Files::isRegularFile);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder.uri(), e);
    }
  }

  /**
   * The files that a reader of a folder sees, in a stable order: those at any depth, but none whose
   * name, or the name of a folder on the way, begins with {@code _} or {@code .}, and none that is
   * empty.
   */
  public List<DataFile> dataFiles(Path folder) {
    List<DataFile> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try {
        Files.walkFileTree(folder, new DataFileVisitor(folder, found));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot list " + uri(folder), e);
      }
    }
    found.sort((a, b) -> a.path().compareTo(b.path()));
    return found;
  }

  /** The folders directly in a folder that a reader sees. */
  public List<Path> visibleFolders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> !isHidden(entry)).filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + uri(folder), e);
    }
  }

  private static boolean isHidden(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith("_") || name.startsWith(".");
  }

  private static final class DataFileVisitor extends SimpleFileVisitor<Path> {

    private final Path start;
    private final List<DataFile> found;

    DataFileVisitor(Path start, List<DataFile> found) {
      this.start = start;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return folder.equals(start) || !isHidden(folder)
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && attributes.size() > 0 && !isHidden(file)) {
        found.add(new DataFile(file, attributes.size(), attributes.lastModifiedTime().toMillis()));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
