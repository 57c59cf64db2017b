package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.DataImport;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.DataImportJob;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.ExportSql;
import java.time.format.DateTimeFormatter;

/** What Airlock is asked to import for a run's day. */
final class UserDbImport {

  private static final int QUOTED_CHARACTERS = 500;

  private UserDbImport() {}

  static DataImport of(Run run, CsvMarker csv) {
    Configuration configuration = run.configuration();
    Aggregation aggregation = run.aggregation();
    String name =
        String.join(
            " ",
            aggregation.aggregation(),
            aggregation.product(),
            aggregation.environment(),
            run.day().format(DateTimeFormatter.BASIC_ISO_DATE));
    return new DataImport(
        importName(name),
        aggregation.aggregation() + " Aggregator",
        csv.s3File(),
        configuration.importTargetTable(),
        true,
        configuration.devUsers(),
        new ExportSql(configuration).columns());
  }

  /** Why an import failed, in the server's words. */
  static String failure(DataImportJob failed) {
    String message = failed.detailedMessage();
    String why = message.isBlank() ? "Airlock does not say why" : message;
    return "job %s failed: %s"
        .formatted(
            failed.uniqueId(),
            why.length() <= QUOTED_CHARACTERS ? why : why.substring(0, QUOTED_CHARACTERS) + "...");
  }

  /**
   * Airlock wants a letter first, and then nothing but English letters, digits, spaces, periods.
   */
  private static String importName(String name) {
    String clean = name.replaceAll("[^A-Za-z0-9. ]+", " ").replaceAll(" +", " ").strip();
    return clean.matches("[A-Za-z].*") ? clean : "Import " + clean;
  }
}
