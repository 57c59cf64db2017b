package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

import java.util.List;

/**
 * An import that Airlock is asked to create.
 *
 * @param name a letter, then letters, digits, spaces and periods; not unique on the server
 * @param creator who asks
 * @param s3File the CSV, {@code s3://bucket/key}
 * @param targetTable the user DB's table
 * @param overwrite whether the file replaces all rows
 * @param devUsers whether to import into the schema of the development users
 * @param affectedColumns the CSV's columns behind {@code user_id}
 */
public record DataImport(
    String name,
    String creator,
    String s3File,
    String targetTable,
    boolean overwrite,
    boolean devUsers,
    List<String> affectedColumns) {

  public DataImport {
    affectedColumns = List.copyOf(affectedColumns);
  }
}
