package com.ibm.weather.airlytics.jobs.aggregate.local.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The file system of the image, but for its base: what the Dockerfile copies out of the build,
 * taken from this build.
 *
 * @param root stands for {@code /}
 * @param layers the files of each COPY, relative to the root
 */
record ImageFiles(Path root, List<List<Path>> layers) {

  /**
   * Copies the files.
   *
   * @param project the root of the repository, which is the working directory of the build stage
   * @param root an empty folder
   * @throws IOException also when the project was not packaged before
   */
  static ImageFiles stage(Dockerfile dockerfile, Path project, Path root) throws IOException {
    Path source = dockerfile.build().workingDirectory();
    List<List<Path>> layers = new ArrayList<>();
    for (Dockerfile.Copy copy : dockerfile.image().copies()) {
      Path built = project.resolve(source.relativize(copy.source()));
      Path target = root.resolve(Path.of("/").relativize(copy.target()));
      Files.createDirectories(target);
      layers.add(copied(built, target).stream().map(root::relativize).toList());
    }
    return new ImageFiles(root, layers);
  }

  /** Puts a file into a folder of the image, as a ConfigMap is mounted there. */
  void mount(Path mountPath, Path file) throws IOException {
    Path target = Files.createDirectories(root.resolve(Path.of("/").relativize(mountPath)));
    Files.copy(file, target.resolve(file.getFileName()));
  }

  /** Whether a file is made from the code of this project. */
  static boolean isOurs(Path file) {
    return file.getFileName().toString().startsWith("event-aggregator");
  }

  /** The bytes that files have together. */
  long size(List<Path> paths) {
    return paths.stream().mapToLong(path -> root.resolve(path).toFile().length()).sum();
  }

  private static List<Path> copied(Path built, Path target) throws IOException {
    List<Path> copies = new ArrayList<>();
    for (Path file : files(built)) {
      copies.add(Files.copy(file, target.resolve(file.getFileName())));
    }
    return copies;
  }

  private static List<Path> files(Path fileOrFolder) throws IOException {
    if (Files.isRegularFile(fileOrFolder)) {
      return List.of(fileOrFolder);
    }
    try (Stream<Path> entries = Files.list(fileOrFolder)) {
      return entries.sorted().toList();
    }
  }
}
