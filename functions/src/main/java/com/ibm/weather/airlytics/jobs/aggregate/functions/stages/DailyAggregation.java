package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.StoredObject;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DailySql;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Statement;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Summary;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.TableSql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Aggregates the raw events of one day. */
final class DailyAggregation {

  record PrepareRequest(Run run, LocalDate day) {}

  /**
   * @param draft the folder of the draft, in the daily aggregates' folder
   * @param parts what the statements write
   * @param attempt the id of the attempt
   * @param done whether there is nothing to do, since the day was done meanwhile
   */
  record Plan(LocalDate day, Folder draft, List<Part> parts, String attempt, boolean done) {}

  record CompleteRequest(Run run, Plan plan) {}

  /**
   * What became of a day. Small, since a backfill's outcomes travel together. All 0 for a day that
   * was done meanwhile.
   *
   * @param users users with events
   * @param events events that count
   * @param rejected events whose value is not a number that fits: counted, but nothing added
   * @param withoutUser events without a user id: left out
   */
  record DayOutcome(LocalDate day, long users, long events, long rejected, long withoutUser) {}

  private final DataLake dataLake;
  private final Supplier<Attempt> attempts;
  private final OpenAttempts openAttempts;

  DailyAggregation(DataLake dataLake, Supplier<Attempt> attempts, EarlierQueries queries) {
    this.dataLake = dataLake;
    this.attempts = attempts;
    this.openAttempts = new OpenAttempts(dataLake, queries);
  }

  /** A day that another run has done since this one opened stays as it is. */
  Prepared<Plan> prepare(PrepareRequest request) {
    Run run = request.run();
    LocalDate day = request.day();
    Folder dayFolder = run.dailyFolder().day(day);
    Folder drafts = drafts(run, day);
    if (DailyMarkers.isDone(dataLake, run.dailyFolder(), day)) {
      return new Prepared<>(List.of(), new Plan(day, drafts, List.of(), "", true));
    }
    Attempt attempt = attempts.get();
    openAttempts.ofDay(run, day).begin(attempt);
    new DailyMeaning(dataLake, run).remember();
    DailyMarkers.forget(dataLake, run.dailyFolder(), day);
    dataLake.empty(dayFolder);
    dataLake.empty(drafts);

    Configuration configuration = run.configuration();
    Folder draft = drafts.child(attempt.id().toString());
    String table = configuration.dailyAggregationsTable();
    String draftTable = attempt.temporaryTable(TableSql.draftBase(table), day);
    List<Part> parts =
        Part.of(
            attempt,
            table,
            day,
            configuration.sourcePartitions(),
            dayFolder,
            drafts.child("parts").child(attempt.id().toString()));
    DailySql sql = new DailySql(configuration);
    TableSql tables = new TableSql(configuration);

    List<Statement> writing = new ArrayList<>();
    List<Statement> dropping = new ArrayList<>();
    dropping.add(attempt.statement("DropDraft", tables.drop(draftTable)));
    for (Part part : parts) {
      writing.add(
          attempt.statement(
              part.named("WriteDay"),
              sql.day(draftTable, part.range(), part.table(), part.folder())));
      dropping.add(attempt.statement(part.named("DropDay"), tables.drop(part.table())));
    }
    return new Prepared<>(
        List.of(
            List.of(attempt.statement("ReadEvents", sql.draft(day, draftTable, draft))),
            writing,
            dropping),
        new Plan(day, draft, parts, attempt.id().toString(), false));
  }

  DayOutcome complete(CompleteRequest request) {
    Run run = request.run();
    LocalDate day = request.plan().day();
    if (request.plan().done()) {
      return new DayOutcome(day, 0, 0, 0, 0);
    }
    OpenAttempt openAttempt = openAttempts.ofDay(run, day);
    openAttempt.require(request.plan().attempt());
    Folder dayFolder = run.dailyFolder().day(day);
    DayOutcome outcome = outcome(day, request.plan().draft());
    Part.join(dataLake, request.plan().parts(), dayFolder);
    PartitionFiles files =
        PartitionFiles.check(
            dayFolder, dataLake.list(dayFolder), run.configuration().sourcePartitions());
    files
        .problem()
        .ifPresent(
            problem -> {
              throw new StageException(Stage.DAILY_AGGREGATION, day, problem);
            });
    if ((outcome.users() == 0) != (files.count() == 0)) {
      throw new StageException(
          Stage.DAILY_AGGREGATION,
          day,
          "%d users, but %d files in %s"
              .formatted(outcome.users(), files.count(), dayFolder.uri()));
    }
    if (run.configuration().failOnInvalidValues() && outcome.rejected() > 0) {
      dataLake.empty(dayFolder);
      dataLake.empty(drafts(run, day));
      openAttempt.end();
      throw new InvalidInputException(
          "%s of %s: %d of %d events have no %s value at %s; remove them, or set failOnInvalidValues to false"
              .formatted(
                  Stage.DAILY_AGGREGATION,
                  day,
                  outcome.rejected(),
                  outcome.events(),
                  run.configuration().aggregatedValueType(),
                  run.configuration().aggregatedValueJsonPath()));
    }
    dataLake.empty(request.plan().draft()); // first the totals: without them no rest is joined
    dataLake.empty(drafts(run, day));
    openAttempt.end();
    DailyMarkers.mark(dataLake, run.dailyFolder(), day, request.plan().draft());
    return outcome;
  }

  private DayOutcome outcome(LocalDate day, Folder draft) {
    List<String> keys = dataLake.list(draft).stream().map(StoredObject::key).toList();
    Summary summary =
        Summary.among(keys)
            .orElseThrow(
                () ->
                    new StageException(
                        Stage.DAILY_AGGREGATION,
                        day,
                        "no totals among the files in " + draft.uri()));
    return new DayOutcome(
        day,
        summary.total("users"),
        summary.total("events"),
        summary.total("rejected"),
        summary.total("without_user"));
  }

  private static Folder drafts(Run run, LocalDate day) {
    return run.dailyFolder().child("draft").day(day);
  }
}
