package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueriesException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.StoredObject;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The newest attempt at something, remembered from its beginning to its end in an object beside the
 * daily aggregates. Only that one may go on: an older one, redriven after other runs, would show an
 * older day again, or publish what another attempt left half written. And an attempt whose object
 * is still there did not end: its queries may go on, and write where the next attempt does.
 */
final class OpenAttempt {

  /**
   * What the object holds.
   *
   * @param attempt the id of the attempt
   * @param workGroup where its queries are
   * @param day what it is an attempt at
   */
  record Begun(String attempt, String workGroup, LocalDate day) {}

  private final DataLake dataLake;
  private final EarlierQueries queries;
  private final Run run;
  private final Stage stage;
  private final LocalDate day;
  private final String key;
  private final Predicate<String> statements;

  /**
   * @param name tells what is attempted from all else
   * @param statements recognizes the statements of any attempt at it
   */
  OpenAttempt(
      DataLake dataLake,
      EarlierQueries queries,
      Run run,
      Stage stage,
      LocalDate day,
      String name,
      Predicate<String> statements) {
    this.dataLake = dataLake;
    this.queries = queries;
    this.run = run;
    this.stage = stage;
    this.day = day;
    this.key = run.dailyFolder().key("_ATTEMPT_" + name);
    this.statements = statements;
  }

  /**
   * Begins an attempt, before it touches anything: the queries of one that did not end are over
   * when this returns.
   *
   * @throws StageException when they do not end, or Athena does not tell
   */
  void begin(Attempt attempt) {
    begin(attempt, otherDay -> {});
  }

  /**
   * Begins an attempt as {@link #begin(Attempt)} does.
   *
   * @param cleaning removes what an attempt at another day left, which is not tried again
   */
  void begin(Attempt attempt, Consumer<LocalDate> cleaning) {
    dataLake.list(bucket(), key).stream()
        .filter(object -> object.key().equals(key))
        .forEach(object -> giveUp(object, cleaning));
    String text = Json.write(new Begun(attempt.id().toString(), run.workGroup(), day));
    dataLake.write(bucket(), key, text);
  }

  private void giveUp(StoredObject object, Consumer<LocalDate> cleaning) {
    Optional<Begun> begun = begun();
    stopQueries(object, begun.map(Begun::workGroup).orElse(run.workGroup()));
    begun.map(Begun::day).filter(earlier -> !earlier.equals(day)).ifPresent(cleaning);
  }

  /**
   * Checks that an attempt may go on.
   *
   * @param attempt its id
   * @throws StageException when another one has begun since, or it has ended
   */
  void require(String attempt) {
    if (begun().filter(begun -> begun.attempt().equals(attempt)).isEmpty()) {
      throw new StageException(
          stage,
          day,
          "another attempt began since %s, or that one was completed".formatted(attempt));
    }
  }

  /** Ends an attempt at the same day, of which only that was left to do. */
  void endIfCompleted() {
    if (begun().filter(begun -> day.equals(begun.day())).isPresent()) {
      end();
    }
  }

  /** Ends the attempt, whose queries are over. */
  void end() {
    dataLake.delete(bucket(), key);
  }

  private void stopQueries(StoredObject object, String workGroup) {
    try {
      queries.stop(workGroup, object.lastModified(), statements);
    } catch (EarlierQueriesException e) {
      throw new StageException(
          stage,
          day,
          "an earlier attempt did not end, and %s; if it is certain that none of its queries goes on, delete s3://%s/%s"
              .formatted(e.getMessage(), bucket(), key),
          e);
    }
  }

  private Optional<Begun> begun() {
    return dataLake.read(bucket(), key).map(text -> Json.read(text, Begun.class, key));
  }

  private String bucket() {
    return run.dailyFolder().bucket();
  }
}
