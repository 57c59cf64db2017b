package com.ibm.weather.airlytics.jobs.aggregate.container;

import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The container's main in a process of its own, with nothing in its environment but what it is
 * given.
 */
final class JobProcess implements AutoCloseable {

  private static final int LONGEST_SECONDS = 60;

  private final Process process;
  private final Path log;
  private int port;

  private JobProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static JobProcess start(Path log, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dlogback.configurationFile=logback.xml");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(EventAggregatorCommand.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new JobProcess(
        builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
  }

  /** Starts one that answers on a port, which nobody else took before it could. */
  static JobProcess startWatched(Path log, Map<String, String> environment) throws IOException {
    while (true) {
      int port;
      try (ServerSocket socket = new ServerSocket(0)) {
        port = socket.getLocalPort();
      }
      Map<String, String> watched = new HashMap<>(environment);
      watched.put("AIRLYTICS_HEALTH_PORT", Integer.toString(port));
      JobProcess job = start(log, watched);
      job.port = port;
      Eventually.until("it answers or cannot", () -> job.answers() || job.has(" cannot be had "));
      if (!job.has(" cannot be had ")) {
        return job;
      }
      job.close();
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Where a watched one answers. */
  int port() {
    return port;
  }

  /** Sends SIGTERM, as Kubernetes does. */
  void terminate() {
    process.destroy();
  }

  /** Waits until the process has ended. */
  int exitCode() throws InterruptedException, IOException {
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("not within " + LONGEST_SECONDS + " s; the log is " + lines());
    }
    return process.exitValue();
  }

  /** What it has written so far. */
  List<String> lines() throws IOException {
    return Files.readAllLines(log);
  }

  /** Whether it has written a text. */
  boolean has(String text) {
    try {
      return Files.readString(log).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
