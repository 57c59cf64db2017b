package com.ibm.weather.airlytics.jobs.aggregate.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts JVMs on the class path of the tests. The first one that ends well leaves an archive of the
 * classes that it loaded, with which those after it start in half the time.
 */
public final class FastJava {

  private final String classPath;
  private final Path archive;

  private FastJava(String classPath, Path archive) {
    this.classPath = classPath;
    this.archive = archive;
  }

  /**
   * Prepares the class path.
   *
   * @param folder keeps jars and archive
   */
  public static FastJava prepare(Path folder) throws IOException {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Files.isRegularFile(Path.of(entry))) {
        entries.add(entry);
      } else if (!entry.isEmpty() && Files.isDirectory(Path.of(entry))) {
        Path jar = folder.resolve(entries.size() + ".jar");
        pack(Path.of(entry), jar);
        entries.add(jar.toString());
      }
    }
    return new FastJava(String.join(File.pathSeparator, entries), folder.resolve("classes.jsa"));
  }

  /** An archive holds no classes from folders. */
  private static void pack(Path classes, Path jar) {
    int exitCode =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--create",
                "--no-compress",
                "--file",
                jar.toString(),
                "-C",
                classes.toString(),
                ".");
    if (exitCode != 0) {
      throw new IllegalStateException(classes + " cannot be packed");
    }
  }

  /** A JVM with some more options, a main class and its arguments. */
  public ProcessBuilder process(String... arguments) {
    String option = Files.exists(archive) ? "SharedArchiveFile" : "ArchiveClassesAtExit";
    return new ProcessBuilder(
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xlog:disable",
                    "-XX:%s=%s".formatted(option, archive),
                    "-cp",
                    classPath),
                Stream.of(arguments))
            .collect(Collectors.toList()));
  }
}
