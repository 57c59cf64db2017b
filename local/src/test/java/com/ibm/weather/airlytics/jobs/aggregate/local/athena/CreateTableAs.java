package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

/** The CREATE TABLE AS statements of the tests. */
final class CreateTableAs {

  private CreateTableAs() {}

  /** Creates {@code t} in {@code s3://lake/t/}, with further options or none. */
  static String createTable(String options, String query) {
    return "CREATE TABLE t WITH (external_location = 's3://lake/t/'%s) AS %s"
        .formatted(options.isEmpty() ? "" : ", " + options, query);
  }
}
