package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

import java.util.Objects;

/**
 * An import as Airlock knows it. Texts that the server left out are empty.
 *
 * @param uniqueId the server's id
 * @param name see {@link DataImport}
 * @param s3File see {@link DataImport}
 * @param targetTable see {@link DataImport}
 * @param status PENDING, RUNNING, COMPLETED or FAILED; empty when the server stored the job but
 *     could not hand it on
 * @param detailedMessage why it failed
 * @param successfulImports the rows that a completed import has imported; 0 before
 */
public record DataImportJob(
    String uniqueId,
    String name,
    String s3File,
    String targetTable,
    String status,
    String detailedMessage,
    long successfulImports) {

  public DataImportJob {
    uniqueId = Objects.requireNonNullElse(uniqueId, "");
    name = Objects.requireNonNullElse(name, "");
    s3File = Objects.requireNonNullElse(s3File, "");
    targetTable = Objects.requireNonNullElse(targetTable, "");
    status = Objects.requireNonNullElse(status, "");
    detailedMessage = Objects.requireNonNullElse(detailedMessage, "");
  }

  /** Whether this job was asked for with an import. */
  boolean serves(DataImport wanted) {
    return name.equals(wanted.name())
        && s3File.equals(wanted.s3File())
        && targetTable.equals(wanted.targetTable());
  }

  /** Whether the user DB has the file's rows. */
  public boolean isCompleted() {
    return status.equals("COMPLETED");
  }

  /** Whether the user DB is as it was, and will be. */
  public boolean isFailed() {
    return status.equals("FAILED");
  }
}
