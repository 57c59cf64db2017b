package com.ibm.weather.airlytics.jobs.aggregate.local.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A cgroup that lets the processes in it have so much memory and no more, as Kubernetes limits a
 * container.
 */
final class MemoryLimit implements AutoCloseable {

  private enum Version {
    V2(Path.of("/sys/fs/cgroup"), "memory.max"),
    V1(Path.of("/sys/fs/cgroup/memory"), "memory.limit_in_bytes");

    private final Path root;
    private final String limit;

    Version(Path root, String limit) {
      this.root = root;
      this.limit = limit;
    }
  }

  private final Path group;

  private MemoryLimit(Path group) {
    this.group = group;
  }

  /** A new limit; empty when this process may not set one. */
  static Optional<MemoryLimit> of(long bytes) {
    String name = "event-aggregator-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    for (Version version : Version.values()) {
      Path group = version.root.resolve(name);
      if (limited(group, version.limit, bytes)) {
        return Optional.of(new MemoryLimit(group));
      }
    }
    return Optional.empty();
  }

  /** The kernel puts the file into the folder, where the folder is in a cgroup file system. */
  private static boolean limited(Path group, String file, long bytes) {
    try {
      Files.createDirectory(group);
    } catch (IOException e) {
      return false;
    }
    try {
      Files.writeString(group.resolve(file), Long.toString(bytes), StandardOpenOption.WRITE);
      return true;
    } catch (IOException e) {
      group.toFile().delete();
      return false;
    }
  }

  /** A process that writes its id here comes under the limit. */
  Path processes() {
    return group.resolve("cgroup.procs");
  }

  /** Needs all processes gone. */
  @Override
  public void close() throws IOException {
    Files.delete(group);
  }
}
