package com.ibm.weather.airlytics.jobs.aggregate.local.userdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a killed process leaves behind: a server that nobody stopped, or only its {@code
 * postmaster.pid}, whose process id may belong to some other program by now. Either would keep
 * PostgreSQL from starting.
 */
final class StaleServer {

  private static final long STOP_LIMIT_SECONDS = 10;

  private StaleServer() {}

  /**
   * Stops the server of the data folder, if one is still running, and removes its pid file. The
   * caller holds the lock of the folder, so no living process owns that server.
   */
  static void stop(Path data) {
    Path pidFile = data.resolve("postmaster.pid");
    try {
      if (Files.notExists(pidFile)) {
        return;
      }
      ProcessHandle.of(processId(pidFile))
          .filter(StaleServer::isPostgres)
          .ifPresent(StaleServer::end);
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove what the last server left in " + data, e);
    }
  }

  private static long processId(Path pidFile) throws IOException {
    String id = Files.readString(pidFile).lines().findFirst().orElse("").strip();
    return id.matches("\\d{1,18}") ? Long.parseLong(id) : -1;
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(command -> command.contains("postgres")).isPresent();
  }

  private static void end(ProcessHandle process) {
    CompletableFuture<ProcessHandle> exit = process.onExit();
    process.destroy();
    try {
      exit.get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      exit.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while stopping PostgreSQL " + process.pid(), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot stop PostgreSQL " + process.pid(), e);
    }
  }
}
