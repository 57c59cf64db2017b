package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.StoredObject;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.ExportSql;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Summary;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.TableSql;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Writes the CSV of the run's day. */
final class ExportCsv {

  record PrepareRequest(Run run) {}

  /**
   * @param skipped why nothing is exported; empty when something is
   * @param snapshots the attempts that wrote the exported snapshots
   * @param attempt the id of the attempt at the CSV
   */
  record Plan(String skipped, List<UUID> snapshots, String attempt) {

    static Plan skip(String why) {
      return new Plan(why, List.of(), "");
    }
  }

  record CompleteRequest(Run run, Plan plan) {}

  private final DataLake dataLake;
  private final Supplier<Attempt> attempts;
  private final OpenAttempts openAttempts;

  ExportCsv(DataLake dataLake, Supplier<Attempt> attempts, EarlierQueries queries) {
    this.dataLake = dataLake;
    this.attempts = attempts;
    this.openAttempts = new OpenAttempts(dataLake, queries);
  }

  Prepared<Plan> prepare(PrepareRequest request) {
    Run run = request.run();
    Configuration configuration = run.configuration();
    if (!configuration.exportToCsv()) {
      return new Prepared<>(List.of(), Plan.skip("exportToCsv is false"));
    }
    List<UUID> snapshots = snapshots(run);
    boolean exported =
        CsvMarker.of(run, dataLake)
            .filter(csv -> csv.snapshots().equals(snapshots))
            .filter(csv -> csv.importable() || !configuration.importToUserDb())
            .isPresent();
    if (exported && !configuration.forceExportToCsv() && !run.redo()) {
      openAttempts.ofCsv(run).endIfCompleted();
      return new Prepared<>(List.of(), Plan.skip("was exported before"));
    }
    Attempt attempt = attempts.get();
    openAttempts.ofCsv(run).begin(attempt, day -> removeUnfinished(run.on(day)));
    CsvMarker.remove(run, dataLake);
    Folder folder = folder(run);
    dataLake.empty(folder);

    String table = attempt.temporaryTable(configuration.csvTablePrefix(), run.day());
    String sql = new ExportSql(configuration).csv(run.day(), table, folder);
    String drop = new TableSql(configuration).drop(table);
    return new Prepared<>(
        List.of(
            List.of(attempt.statement("WriteCsv", sql)),
            List.of(attempt.statement("DropTemporary", drop))),
        new Plan("", snapshots, attempt.id().toString()));
  }

  private void removeUnfinished(Run given) {
    if (CsvMarker.of(given, dataLake).isEmpty()) {
      dataLake.empty(folder(given));
    }
  }

  StageOutcome complete(CompleteRequest request) {
    Run run = request.run();
    if (!request.plan().skipped().isEmpty()) {
      return new StageOutcome(Stage.EXPORT_CSV, run.day(), 0, request.plan().skipped());
    }
    openAttempts.ofCsv(run).require(request.plan().attempt());
    if (!snapshots(run).equals(request.plan().snapshots())) {
      throw failed(run, "windows were computed anew since the CSV was written");
    }
    List<StoredObject> objects = dataLake.list(folder(run));
    long rows = rows(run, objects);
    List<StoredObject> files =
        objects.stream().filter(object -> object.key().contains("/summary=users/")).toList();
    RefusedUsers users = new RefusedUsers(dataLake, folder(run));
    String refused = users.count(objects);
    if (files.size() > 1 || (files.isEmpty() && rows > 0 && refused.isEmpty())) {
      throw failed(run, "%d files for %d users".formatted(files.size(), rows));
    }
    objects.stream()
        .filter(object -> !files.contains(object) && !RefusedUsers.isIn(object))
        .forEach(object -> dataLake.delete(folder(run).bucket(), object.key()));
    String s3File =
        files.stream()
            .map(file -> "s3://" + folder(run).bucket() + "/" + file.key())
            .findFirst()
            .orElse("");
    new CsvMarker(
            s3File, rows, request.plan().snapshots(), refused, run.configuration().importToUserDb())
        .write(run, dataLake);
    openAttempts.ofCsv(run).end();
    long bytes = files.stream().mapToLong(StoredObject::size).sum();
    String message =
        files.isEmpty() ? "no user to export" : "%s (%d bytes)".formatted(s3File, bytes);
    String setApart =
        refused.isEmpty()
            ? ""
            : "; set apart: %s, for example %s"
                .formatted(refused, users.examples(objects, run.configuration().logUserIds()));
    return new StageOutcome(Stage.EXPORT_CSV, run.day(), rows, message + setApart);
  }

  private long rows(Run run, List<StoredObject> objects) {
    return Summary.among(objects.stream().map(StoredObject::key).toList())
        .orElseThrow(() -> failed(run, "no totals among the files"))
        .total("users");
  }

  /** Who wrote the snapshots to export: all of them must be there. */
  private List<UUID> snapshots(Run run) {
    DailyMarkers dailies = new DailyMarkers(dataLake, run.dailyFolder());
    if (!dailies.days().contains(run.day())) {
      throw missing(run, "the day is not aggregated", Stage.DAILY_AGGREGATION);
    }
    return run.configuration().secondaryAggregations().stream()
        .map(window -> writer(run, window, dailies))
        .toList();
  }

  private UUID writer(Run run, SecondaryAggregation window, DailyMarkers dailies) {
    return new SnapshotMarkers(dataLake, run.snapshotsOf(window), dailies)
        .published(run.day())
        .map(Snapshot::attempt)
        .orElseThrow(
            () ->
                missing(
                    run,
                    "the window %s is not computed".formatted(window.columnSuffix()),
                    Stage.WINDOW_AGGREGATION));
  }

  private static InvalidInputException missing(Run run, String what, Stage stage) {
    return new InvalidInputException(
        "%s of %s: %s; run %s for it first, or the whole job"
            .formatted(Stage.EXPORT_CSV, run.day(), what, stage));
  }

  private static StageException failed(Run run, String what) {
    return new StageException(Stage.EXPORT_CSV, run.day(), what + " in " + folder(run).uri());
  }

  private static Folder folder(Run run) {
    return run.csvFolder().child(run.csvName());
  }
}
