package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockClient;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockCredentials;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.DataImport;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.DataImportJob;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

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

  record StartRequest(Run run, Plan plan) {}

  record FollowRequest(Run run, Plan plan, ImportProgress progress) {}

  private record Connection(
      String baseUrl, Optional<AirlockCredentials> credentials, AirlockClient client) {}

  private static final CsvMarker NO_CSV = new CsvMarker("", 0, List.of(), "", true);
  private static final List<Duration> LOOKS = List.of(Duration.ZERO);
  private static final List<Duration> LOOKS_WITHOUT_ANSWER =
      List.of(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(4));
  private static final String OFF = "importToUserDb is false";
  private static final String OUTDATED =
      "there are windows of a newer day, whose numbers are not overwritten";

  private final DataLake dataLake;
  private final Supplier<Optional<AirlockCredentials>> credentials;
  private Optional<Connection> connection = Optional.empty();

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
    if (!csv.refused().isEmpty()) {
      throw new InvalidInputException(
          "%s of %s: nothing is imported, since the user DB would refuse %s; correct these users' events and aggregate the days anew"
              .formatted(Stage.IMPORT_TO_USER_DB, run.day(), csv.refused()));
    }
    String skipped =
        csv.rows() == 0 ? "the CSV has no user, and importing it would empty the table" : "";
    return new Prepared<>(List.of(), new Plan(skipped, csv));
  }

  /** Whether there are windows of a later day: their numbers are not to be overwritten. */
  private boolean isOutdated(Run run) {
    Folder total = run.snapshotsOf(run.configuration().total());
    return SnapshotMarkers.areThereNewerThan(run.day(), total, dataLake);
  }

  /** Has the CSV imported, unless that was asked for before. */
  ImportProgress start(StartRequest request) {
    Run run = request.run();
    CsvMarker csv = request.plan().csv();
    if (!request.plan().skipped().isEmpty()) {
      return ImportProgress.finished(outcome(run, 0, request.plan().skipped()));
    }
    if (isOutdated(run)) { // an execution may be redriven here, days after it was prepared
      return ImportProgress.finished(outcome(run, 0, OUTDATED));
    }
    if (!CsvMarker.of(run, dataLake).equals(Optional.of(csv))) {
      throw new StageException(
          Stage.IMPORT_TO_USER_DB, run.day(), csv.s3File() + " was replaced since");
    }
    AirlockClient airlock = airlock(run);
    DataImport wanted = UserDbImport.of(run, csv);
    Optional<ImportMarker> known = ImportMarker.read(run, csv, dataLake);
    Optional<String> elsewhere =
        known.filter(marker -> !marker.servesTargetOf(run)).map(ImportMarker::job);
    List<DataImportJob> found = airlock.find(run.configuration().airlockProductId(), wanted);
    List<DataImportJob> earlier =
        found.stream().filter(job -> !elsewhere.equals(Optional.of(job.uniqueId()))).toList();
    Optional<ImportMarker> gone =
        known
            .filter(marker -> marker.servesTargetOf(run) && marker.isOfAirlockOf(run))
            .filter(marker -> earlier.isEmpty());
    if (gone.isPresent()) {
      return vanished(run, says(wanted, "was asked for before", gone.get().job()));
    }
    Optional<DataImportJob> standing = newest(earlier.stream().filter(job -> !job.isFailed()));
    DataImportJob job = standing.orElseGet(() -> create(airlock, run, wanted, found));
    ImportMarker.of(run, csv, job.uniqueId()).write(run, dataLake);
    if (standing.isPresent()) {
      String asked = says(wanted, "was asked for before", job.uniqueId());
      return job.isCompleted()
          ? ImportProgress.finished(outcome(run, 0, asked + " (COMPLETED)"))
          : look(
              run, csv, job, ImportProgress.begun(job.uniqueId(), asked, outcome(run, 0, asked)));
    }
    String asked =
        says(wanted, "asked for", job.uniqueId())
            + newest(earlier.stream())
                .map(failed -> ", since " + UserDbImport.failure(failed))
                .orElse("");
    return look(
        run,
        csv,
        job,
        ImportProgress.begun(job.uniqueId(), asked, outcome(run, csv.rows(), asked)));
  }

  /** Looks how far the import is, after a pause. */
  ImportProgress follow(FollowRequest request) {
    Run run = request.run();
    ImportProgress progress = request.progress().waited();
    long begin = System.nanoTime();
    try {
      AirlockClient airlock = airlock(run);
      return airlock
          .find(progress.job())
          .map(job -> look(run, request.plan().csv(), job, progress.waited(secondsSince(begin))))
          .orElseGet(() -> vanished(run, progress.asked()));
    } catch (AirlockException e) {
      if (!e.mayPass()) {
        throw e;
      }
      return waiting(run, progress.waited(secondsSince(begin)), e.getMessage());
    }
  }

  private static int secondsSince(long nanos) {
    return (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
  }

  /**
   * Creates the import. The server may store the job and yet answer that it failed: then the job is
   * found among all that are there now. Where it did not answer at all, it may still be storing it,
   * so it is looked for during some seconds before anybody tries again.
   */
  private static DataImportJob create(
      AirlockClient airlock, Run run, DataImport wanted, List<DataImportJob> before) {
    String product = run.configuration().airlockProductId();
    List<String> known = before.stream().map(DataImportJob::uniqueId).toList();
    try {
      return airlock.create(product, wanted);
    } catch (AirlockException e) {
      for (Duration pause : e.isNoAnswer() ? LOOKS_WITHOUT_ANSWER : LOOKS) {
        pause(pause, e);
        Optional<DataImportJob> stored =
            newest(
                airlock.find(product, wanted).stream()
                    .filter(job -> !known.contains(job.uniqueId())));
        if (stored.isPresent()) {
          return stored.get();
        }
      }
      throw e;
    }
  }

  private static void pause(Duration pause, AirlockException why) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw why;
    }
  }

  private static Optional<DataImportJob> newest(Stream<DataImportJob> jobs) {
    return jobs.reduce((older, newer) -> newer);
  }

  private ImportProgress look(Run run, CsvMarker csv, DataImportJob job, ImportProgress progress) {
    if (job.isCompleted()) {
      String rows =
          job.successfulImports() == csv.rows()
              ? "%d rows imported".formatted(csv.rows())
              : "%d rows imported, but the CSV has %d"
                  .formatted(job.successfulImports(), csv.rows());
      return ImportProgress.finished(
          outcome(run, job.successfulImports(), progress.asked() + ": " + rows));
    }
    if (job.isFailed()) {
      ImportMarker.forget(run, dataLake);
      throw new ImportFailedException(
          run.day(),
          "%s: %s; the table is as it was. Mend that, and run %s for the day again: it asks for another import"
              .formatted(progress.asked(), UserDbImport.failure(job), Stage.IMPORT_TO_USER_DB));
    }
    return waiting(run, progress, job.status().isEmpty() ? "not begun" : job.status());
  }

  private static ImportProgress waiting(Run run, ImportProgress progress, String state) {
    int limitSeconds = 60 * run.configuration().importWaitMinutes();
    StageOutcome outcome =
        outcome(run, progress.outcome().rows(), "%s (%s)".formatted(progress.asked(), state));
    if (limitSeconds == 0) {
      return ImportProgress.finished(outcome);
    }
    if (progress.waitedSeconds() >= limitSeconds) {
      throw new ImportFailedException(
          run.day(),
          "%s after %d minutes (importWaitMinutes). The import may still finish: look at %s/admin/airlytics/dataimport/%s, or run %s for the day again, which waits for it"
              .formatted(
                  outcome.message(),
                  run.configuration().importWaitMinutes(),
                  run.configuration().airlockApiBaseUrl(),
                  progress.job(),
                  Stage.IMPORT_TO_USER_DB));
    }
    return progress.waiting(limitSeconds, outcome);
  }

  private static ImportProgress vanished(Run run, String asked) {
    return ImportProgress.finished(
        outcome(
            run,
            0,
            "%s, which Airlock does not know any more: whether it was imported is unknown; for another import run %s for the day, and then %s"
                .formatted(asked, Stage.EXPORT_CSV, Stage.IMPORT_TO_USER_DB)));
  }

  private static String says(DataImport wanted, String what, String job) {
    return "\"%s\" into %s %s as job %s".formatted(wanted.name(), wanted.targetTable(), what, job);
  }

  private static StageOutcome outcome(Run run, long rows, String message) {
    return new StageOutcome(Stage.IMPORT_TO_USER_DB, run.day(), rows, message);
  }

  /** The client of the last request, while nothing has changed: it has a session. */
  private synchronized AirlockClient airlock(Run run) {
    String baseUrl = run.configuration().airlockApiBaseUrl();
    Optional<AirlockCredentials> given = credentials.get();
    Connection current =
        connection
            .filter(known -> known.baseUrl().equals(baseUrl) && known.credentials().equals(given))
            .orElseGet(() -> new Connection(baseUrl, given, new AirlockClient(baseUrl, given)));
    connection = Optional.of(current);
    return current.client();
  }
}
