package com.ibm.weather.airlytics.jobs.aggregate.local.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the image's command as the CronJob's pod does: not as root, in a read-only folder, under the
 * documented memory limit. Where this process is root, it is also the image's user on the image's
 * file system and no other; where it is not, it stays who it is, and sees the machine's.
 */
final class Pod {

  /** The documented limit. */
  static final long MEMORY_LIMIT = 256L << 20;

  private static final Path THIS_PROCESS = Path.of("/proc/self");
  private static final int POLL_MILLISECONDS = 20;
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final String OPTIONS = "JAVA_TOOL_OPTIONS";
  private static final Map<String, String> PATH_OF_THE_SCRIPT =
      Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");

  private final Dockerfile image;
  private final ImageFiles files;
  private final JavaRuntime java;

  Pod(Dockerfile image, ImageFiles files, JavaRuntime java) {
    this.image = image;
    this.files = files;
    this.java = java;
  }

  /** Why no pod can be run here; empty when one can. */
  static Optional<String> obstacle() throws IOException {
    if (!Files.isDirectory(THIS_PROCESS)) {
      return Optional.of("only Linux tells in /proc what memory a process takes");
    }
    return isRoot() ? obstacleForRoot() : Optional.empty();
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(THIS_PROCESS, "unix:uid").equals(0);
  }

  private static Optional<String> obstacleForRoot() throws IOException {
    Process process =
        new ProcessBuilder("unshare", "--mount", "mount", "--bind", "/tmp", "/tmp")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.onExit().join().exitValue() == 0
        ? Optional.empty()
        : Optional.of("root needs a privileged container, or run it as another user: " + output);
  }

  /**
   * Runs it to its end.
   *
   * @param environment the variables that the manifest would set
   * @param log where the log goes
   * @param arguments behind the ENTRYPOINT
   */
  PodOutcome run(Map<String, String> environment, Path log, String... arguments)
      throws IOException, InterruptedException {
    Optional<MemoryLimit> limit = MemoryLimit.of(MEMORY_LIMIT);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command(limit, arguments))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment(limit, environment));
      Instant started = Instant.now();
      Process process = builder.start();
      try {
        long peak = peakUntilEnd(process);
        Instant ended = Instant.now();
        return new PodOutcome(
            java.version(), process.exitValue(), started, ended, peak, lines(log));
      } finally {
        process.destroyForcibly().waitFor();
      }
    } finally {
      if (limit.isPresent()) {
        limit.get().close();
      }
    }
  }

  private List<String> command(Optional<MemoryLimit> limit, String... arguments)
      throws IOException {
    String[] user = image.only("USER").split(":", 2);
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("unshare", "--mount"));
    }
    command.addAll(
        List.of(
            "sh",
            script().toString(),
            files.root().toString(),
            java.home().toString(),
            image.workingDirectory().toString(),
            user[0],
            user[1],
            limit.map(MemoryLimit::processes).orElse(Path.of("/dev/null")).toString()));
    command.addAll(image.entrypoint());
    command.addAll(List.of(arguments));
    return command;
  }

  private Map<String, String> environment(
      Optional<MemoryLimit> limit, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(PATH_OF_THE_SCRIPT);
    all.putAll(image.environment());
    all.putAll(environment);
    if (limit.isEmpty()) {
      // No cgroup to be had: the JVM at least is told of the limit, and the peak is measured.
      all.put(OPTIONS, "-XX:MaxRAM=" + MEMORY_LIMIT);
    }
    return all;
  }

  private static List<String> lines(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> !line.startsWith("Picked up " + OPTIONS))
        .toList();
  }

  private static long peakUntilEnd(Process process) throws InterruptedException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    long peak = 0;
    do {
      peak = Math.max(peak, peak(status));
    } while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS));
    return peak;
  }

  private static long peak(Path status) {
    try {
      Matcher peak = PEAK.matcher(Files.readString(status));
      return peak.find() ? Long.parseLong(peak.group(1)) << 10 : 0;
    } catch (IOException e) {
      return 0; // it has just ended
    }
  }

  private static File script() {
    try {
      return new File(Pod.class.getResource("run-as-a-pod.sh").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
