package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/**
 * The documented aggregation with 10 partitions, its data in one bucket, and what Athena and
 * earlier runs would have left there. Unless a test says otherwise, a day was aggregated at
 * midnight behind it, and its snapshots followed an hour later.
 */
record Installation(Bucket bucket, Configuration configuration) {

  static final Aggregation LTV = new Aggregation("LTV", "PROD", "Hello World App", "INTERNAL");
  static final int WEEK = 0;
  static final int MONTH = 1;
  static final int TOTAL = 3;

  static Installation in(Bucket bucket) {
    return in(bucket, json -> {});
  }

  static Installation in(Bucket bucket, Consumer<ObjectNode> change) {
    Consumer<ObjectNode> here =
        json ->
            json.put("targetS3Bucket", bucket.name())
                .put("csvOutputBucket", bucket.name())
                .put("sourcePartitions", 10);
    return new Installation(bucket, Documented.configuration(here.andThen(change)));
  }

  /** A run of all stages that has aggregated a day and found some tables. */
  Run run(LocalDate day, String... tables) {
    List<Stage> stages = List.of(Stage.values()).subList(1, Stage.values().length);
    return new Run("run-1", LTV, configuration, day, day, stages, false, List.of(tables));
  }

  /** A run of one stage, asked for by name. */
  Run redo(Stage stage, LocalDate day, String... tables) {
    return run(day, tables).with(day, List.of(stage), true, List.of(tables));
  }

  SecondaryAggregation window(int index) {
    return configuration.secondaryAggregations().get(index);
  }

  static LocalDate june(int day) {
    return LocalDate.of(2021, 6, day);
  }

  /** When a day was aggregated. */
  static Instant aggregatedAt(LocalDate day) {
    return day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /** When the snapshots of a day were published. */
  static Instant publishedAt(LocalDate day) {
    return aggregatedAt(day).plusSeconds(3600);
  }

  void aggregated(LocalDate from, LocalDate to) {
    new DayRange(from, to).days().forEach(day -> aggregated(day, aggregatedAt(day)));
  }

  void aggregated(LocalDate day, Instant time) {
    bucket.put(dayKey(day) + "partition=0/file", "x".repeat(100));
    bucket.put(dailyMarker(day), "", time);
  }

  /** Takes a day back, as the beginning of a new attempt at it does. */
  void unaggregated(LocalDate day) {
    bucket.dataLake().delete(bucket.name(), dailyMarker(day));
  }

  String dailyMarker(LocalDate day) {
    return configuration.dailyAggregationsS3Path() + "/_SUCCESS_" + day;
  }

  String dayKey(LocalDate day) {
    return configuration.dailyAggregationsS3Path() + "/day=" + day + "/";
  }

  /** A snapshot of some size that a table shows. */
  void published(int window, LocalDate from, LocalDate to, int bytes) {
    bucket.put(snapshotKey(window, to) + "partition=0/file", "x".repeat(bytes));
    bucket.put(publishedMarker(window, to), markerText(from, to), publishedAt(to));
  }

  /** The snapshots of all windows as a run leaves them. */
  void publishedAll(LocalDate day) {
    for (int window = 0; window < configuration.secondaryAggregations().size(); window++) {
      published(window, firstDay(window, day), day, 100);
    }
  }

  /** The first day of a window. */
  LocalDate firstDay(int window, LocalDate day) {
    LocalDate first = day.minusDays(window(window).aggregationWindowDays() - 1L);
    LocalDate start = configuration.historyStartDay();
    return first.isBefore(start) ? start : first;
  }

  /** A snapshot that is written and checked, but not known to be shown. */
  void written(int window, LocalDate from, LocalDate to) {
    bucket.put(snapshotKey(window, to) + "partition=0/file", "x".repeat(100));
    bucket.put(writtenMarker(window, to), markerText(from, to), publishedAt(to));
  }

  String publishedMarker(int window, LocalDate day) {
    return window(window).targetFolder() + "/_SUCCESS_" + day;
  }

  String writtenMarker(int window, LocalDate day) {
    return window(window).targetFolder() + "/_WRITTEN_" + day;
  }

  String snapshotKey(int window, LocalDate day) {
    return window(window).targetFolder() + "/day=" + day + "/";
  }

  static String markerText(LocalDate from, LocalDate to) {
    return Json.write(new Snapshot(new DayRange(from, to)));
  }

  String csvKey(LocalDate day) {
    return "%s/%s_%s/"
        .formatted(
            configuration.csvOutputFolder(),
            configuration.csvTablePrefix(),
            day.toString().replace("-", ""));
  }

  String csvMarker(LocalDate day) {
    return "%s/_SUCCESS_%s_%s"
        .formatted(
            configuration.csvOutputFolder(),
            configuration.csvTablePrefix(),
            day.toString().replace("-", ""));
  }
}
