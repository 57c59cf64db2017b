package com.ibm.weather.airlytics.jobs.aggregate.local.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java runtime on this machine.
 *
 * @param home its folder
 * @param version for example {@code 25.0.3}
 */
record JavaRuntime(Path home, String version) {

  private static final Path INSTALLED = Path.of("/usr/lib/jvm");
  private static final Pattern IMAGE_VERSION = Pattern.compile("java(\\d+)");

  /**
   * One of the same feature release as that of an image such as {@code
   * gcr.io/distroless/java25-debian13}, when there is one; else the one that runs this test.
   */
  static JavaRuntime like(String baseImage) throws IOException {
    Matcher wanted = IMAGE_VERSION.matcher(baseImage);
    String feature = wanted.find() ? wanted.group(1) : "";
    for (JavaRuntime runtime : installed()) {
      if (runtime.version().split("\\.", 2)[0].equals(feature)) {
        return runtime;
      }
    }
    return new JavaRuntime(
        Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
  }

  private static List<JavaRuntime> installed() throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      return List.of();
    }
    try (Stream<Path> homes = Files.list(INSTALLED)) {
      return homes
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .filter(home -> Files.isRegularFile(home.resolve("release")))
          .map(home -> new JavaRuntime(home, release(home)))
          .toList();
    }
  }

  private static String release(Path home) {
    Properties release = new Properties();
    try (InputStream file = Files.newInputStream(home.resolve("release"))) {
      release.load(file);
    } catch (IOException e) {
      return "";
    }
    return release.getProperty("JAVA_VERSION", "").replace("\"", "");
  }
}
