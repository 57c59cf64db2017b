package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.ImportJob.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The import jobs in creation order, each kept in a JSON file named by its place in that order. Of
 * each product the newest are kept; older ones stay only while they wait or run.
 */
final class ImportJobs {

  private static final String SUFFIX = ".json";

  private final Path folder;
  private final Clock clock;
  private final int kept;
  private final TreeMap<Path, ImportJob> jobs = new TreeMap<>();

  private ImportJobs(Path folder, Clock clock, int kept) {
    this.folder = folder;
    this.clock = clock;
    this.kept = kept;
  }

  /**
   * Reads the jobs of earlier runs.
   *
   * @param kept how many jobs of a product are kept
   */
  static ImportJobs open(Path folder, Clock clock, int kept) throws IOException {
    ImportJobs jobs = new ImportJobs(Files.createDirectories(folder), clock, kept);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
        jobs.jobs.put(file, Json.MAPPER.readValue(file.toFile(), ImportJob.class));
      }
    }
    return jobs;
  }

  synchronized ImportJob add(String productId, ImportRequest request) {
    int place = jobs.isEmpty() ? 1 : place(jobs.lastKey()) + 1;
    long now = clock.millis();
    ImportJob job =
        new ImportJob(UUID.randomUUID().toString(), productId, request, Progress.NONE, now, now);
    keep(folder.resolve(String.format(Locale.ROOT, "%08d%s", place, SUFFIX)), job);
    prune(productId);
    return job;
  }

  private void prune(String productId) {
    List<Path> files =
        jobs.entrySet().stream()
            .filter(entry -> entry.getValue().productId().equals(productId))
            .map(Map.Entry::getKey)
            .toList();
    files.stream()
        .limit(Math.max(0, files.size() - kept))
        .filter(file -> !jobs.get(file).isUnfinished())
        .forEach(this::forget);
  }

  synchronized void advance(String uniqueId, Progress reached) {
    Map.Entry<Path, ImportJob> entry =
        jobs.entrySet().stream()
            .filter(candidate -> candidate.getValue().uniqueId().equals(uniqueId))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("There is no job " + uniqueId));
    keep(entry.getKey(), entry.getValue().at(reached, clock.millis()));
  }

  synchronized Optional<ImportJob> find(String uniqueId) {
    return jobs.values().stream().filter(job -> job.uniqueId().equals(uniqueId)).findFirst();
  }

  synchronized List<ImportJob> ofProduct(String productId) {
    return jobs.values().stream().filter(job -> job.productId().equals(productId)).toList();
  }

  synchronized List<ImportJob> unfinished() {
    return jobs.values().stream().filter(ImportJob::isUnfinished).toList();
  }

  private void keep(Path file, ImportJob job) {
    try {
      Path draft = Files.writeString(folder.resolve(file.getFileName() + ".tmp"), Json.write(job));
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the import job in " + file, e);
    }
    jobs.put(file, job);
  }

  private void forget(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot forget the import job in " + file, e);
    }
    jobs.remove(file);
  }

  private static int place(Path file) {
    String name = file.getFileName().toString();
    return Integer.parseInt(name.substring(0, name.length() - SUFFIX.length()));
  }
}
