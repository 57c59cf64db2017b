package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * An import job as the API shows it and as its file keeps it: one flat JSON object.
 *
 * @param creationDate milliseconds since the epoch
 * @param lastModified milliseconds since the epoch
 */
record ImportJob(
    String uniqueId,
    String productId,
    @JsonUnwrapped ImportRequest request,
    @JsonUnwrapped Progress progress,
    long creationDate,
    long lastModified) {

  enum Status {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED
  }

  /**
   * How far the import service is.
   *
   * @param status {@code null} until the import service has taken the job over
   * @param statusMessage the status in words, or {@code null}
   * @param detailedMessage why a failed job failed, or {@code null}
   * @param successfulImports the number of users that a completed job imported, or {@code null}
   */
  record Progress(
      Status status, String statusMessage, String detailedMessage, Long successfulImports) {

    static final Progress NONE = new Progress(null, null, null, null);
    static final Progress PENDING =
        new Progress(Status.PENDING, "Waiting for its turn", null, null);
    static final Progress RUNNING = new Progress(Status.RUNNING, "Importing", null, null);

    static Progress completed(long users) {
      return new Progress(Status.COMPLETED, "Imported", null, users);
    }

    static Progress failed(String reason) {
      return new Progress(Status.FAILED, "Import failed", reason, null);
    }
  }

  ImportJob at(Progress reached, long now) {
    return new ImportJob(uniqueId, productId, request, reached, creationDate, now);
  }

  /** Whether the import service has taken the job over and not come to its end. */
  @JsonIgnore
  boolean isUnfinished() {
    return progress.status() == Status.PENDING || progress.status() == Status.RUNNING;
  }
}
