package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockClient;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockCredentials;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.DataImport;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.DataImportJob;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.ExportSql;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Has Airlock import the CSV of the run's day into the user DB. */
final class ImportToUserDb {

  record CheckRequest(Run run) {}

  /**
   * @param message what was found, for a person
   */
  record Checked(String message) {}

  record PrepareRequest(Run run) {}

  /**
   * @param skipped why nothing is imported; empty when something is
   * @param csv what is imported
   */
  record Plan(String skipped, CsvMarker csv) {}

  record CompleteRequest(Run run, Plan plan) {}

  private static final CsvMarker NO_CSV = new CsvMarker("", 0, List.of());
  private static final String OFF = "importToUserDb is false";
  private static final String OUTDATED = "the user DB has a newer day, which stays";

  private final DataLake dataLake;
  private final Supplier<Optional<AirlockCredentials>> credentials;

  /**
   * @param credentials reads Airlock's credentials; asked anew each time, since they may change
   */
  ImportToUserDb(DataLake dataLake, Supplier<Optional<AirlockCredentials>> credentials) {
    this.dataLake = dataLake;
    this.credentials = credentials;
  }

  /**
   * Looks whether Airlock's credentials are there, before a run touches anything. Leaves Airlock
   * alone: its being down must not stop the aggregation.
   */
  Checked check(CheckRequest request) {
    Run run = request.run();
    if (!run.stages().contains(Stage.IMPORT_TO_USER_DB)) {
      return new Checked("this run imports nothing");
    }
    if (!run.configuration().importToUserDb()) {
      return new Checked(OFF);
    }
    return new Checked(
        credentials.get().isPresent()
            ? "Airlock's key and password are there"
            : "Airlock without authentication");
  }

  Prepared<Plan> prepare(PrepareRequest request) {
    Run run = request.run();
    if (!run.configuration().importToUserDb()) {
      return new Prepared<>(List.of(), new Plan(OFF, NO_CSV));
    }
    CsvMarker csv =
        CsvMarker.of(run, dataLake)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "%s of %s: there is no CSV of that day; run %s for it first, or the whole job"
                            .formatted(Stage.IMPORT_TO_USER_DB, run.day(), Stage.EXPORT_CSV)));
    if (isOutdated(run)) {
      return new Prepared<>(List.of(), new Plan(OUTDATED, NO_CSV));
    }
    String skipped =
        csv.rows() == 0 ? "the CSV has no user, and importing it would empty the table" : "";
    return new Prepared<>(List.of(), new Plan(skipped, csv));
  }

  /** Whether the windows of a later day were published: their numbers are not to be overwritten. */
  private boolean isOutdated(Run run) {
    return dataLake
            .markers(run.snapshotsOf(run.configuration().total()), Folder.SUCCESS)
            .higherKey(run.day())
        != null;
  }

  StageOutcome complete(CompleteRequest request) {
    Run run = request.run();
    if (!request.plan().skipped().isEmpty()) {
      return skipped(run, request.plan().skipped());
    }
    if (isOutdated(run)) { // an execution may be redriven here, days after it was prepared
      return skipped(run, OUTDATED);
    }
    if (!CsvMarker.of(run, dataLake).equals(Optional.of(request.plan().csv()))) {
      throw new StageException(
          Stage.IMPORT_TO_USER_DB,
          run.day(),
          "%s was replaced since".formatted(request.plan().csv().s3File()));
    }
    Configuration configuration = run.configuration();
    DataImport wanted = dataImport(run, request.plan().csv());
    AirlockClient airlock = new AirlockClient(configuration.airlockApiBaseUrl(), credentials.get());
    String product = configuration.airlockProductId();
    Optional<DataImportJob> earlier = airlock.find(product, wanted);
    DataImportJob job = earlier.orElseGet(() -> airlock.create(product, wanted));
    return new StageOutcome(
        Stage.IMPORT_TO_USER_DB,
        run.day(),
        earlier.isPresent() ? 0 : request.plan().csv().rows(),
        "\"%s\" into %s %s as job %s%s"
            .formatted(
                wanted.name(),
                wanted.targetTable(),
                earlier.isPresent() ? "was asked for before" : "asked for",
                job.uniqueId(),
                job.status().isEmpty() ? "" : " (" + job.status() + ")"));
  }

  private static StageOutcome skipped(Run run, String why) {
    return new StageOutcome(Stage.IMPORT_TO_USER_DB, run.day(), 0, why);
  }

  private static DataImport dataImport(Run run, CsvMarker csv) {
    Configuration configuration = run.configuration();
    String name =
        String.join(
            " ",
            run.aggregation().aggregation(),
            run.aggregation().product(),
            run.aggregation().environment(),
            run.day().format(DateTimeFormatter.BASIC_ISO_DATE));
    return new DataImport(
        importName(name),
        run.aggregation().aggregation() + " Aggregator",
        csv.s3File(),
        configuration.importTargetTable(),
        true,
        configuration.devUsers(),
        new ExportSql(configuration).columns());
  }

  /**
   * Airlock wants a letter first, and then nothing but English letters, digits, spaces, periods.
   */
  private static String importName(String name) {
    String clean = name.replaceAll("[^A-Za-z0-9. ]+", " ").replaceAll(" +", " ").strip();
    return clean.matches("[A-Za-z].*") ? clean : "Import " + clean;
  }
}
