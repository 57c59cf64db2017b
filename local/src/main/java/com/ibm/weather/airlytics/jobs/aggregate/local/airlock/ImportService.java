package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.ImportJob.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports one job after the other, in the background. */
final class ImportService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ImportService.class);
  private static final long CLOSE_LIMIT_SECONDS = 10;

  private final ImportJobs jobs;
  private final S3Files files;
  private final TableImport tables;
  private final ExecutorService worker = Executors.newSingleThreadExecutor(ImportService::thread);
  private volatile boolean closing;

  ImportService(ImportJobs jobs, S3Files files, TableImport tables) {
    this.jobs = jobs;
    this.files = files;
    this.tables = tables;
  }

  /**
   * Takes the job over; it is pending when this returns.
   *
   * @throws RequestRefused when the service is closed
   */
  void submit(ImportJob job) {
    if (closing) {
      throw new RequestRefused(500, "The import service does not take job " + job.uniqueId());
    }
    jobs.advance(job.uniqueId(), Progress.PENDING);
    worker.execute(() -> run(job));
  }

  /** Takes over again what the last process did not finish; its transactions were rolled back. */
  void resume() {
    jobs.unfinished().forEach(this::submit);
  }

  private void run(ImportJob job) {
    if (closing) {
      return;
    }
    jobs.advance(job.uniqueId(), Progress.RUNNING);
    jobs.advance(job.uniqueId(), load(job));
  }

  private Progress load(ImportJob job) {
    try (InputStream csv = files.open(job.request().s3File())) {
      return Progress.completed(tables.load(job, csv));
    } catch (SQLException | IOException | RuntimeException e) {
      LOG.info("Import {} '{}' failed: {}", job.uniqueId(), job.request().name(), e.getMessage());
      return Progress.failed(e.getMessage());
    }
  }

  /** A daemon: an import that outlives the process is rolled back, and resumed by the next one. */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "airlock-import");
    thread.setDaemon(true);
    return thread;
  }

  /** Lets the job that is running come to its end for some seconds; the others stay pending. */
  @Override
  public void close() {
    closing = true;
    worker.shutdown();
    try {
      if (!worker.awaitTermination(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("An import is still running");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
