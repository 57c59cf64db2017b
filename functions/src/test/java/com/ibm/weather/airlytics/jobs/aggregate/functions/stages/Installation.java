package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The documented aggregation with 10 partitions, its data in one bucket, and what Athena and
 * earlier runs would have left there. Everything was written within the same second, so that the
 * times of markers tell nothing.
 */
record Installation(Bucket bucket, Configuration configuration) {

  static final Aggregation LTV = new Aggregation("LTV", "PROD", "Hello World App", "INTERNAL");
  static final int WEEK = 0;
  static final int MONTH = 1;
  static final int TOTAL = 3;

  /** Where the only run is that there is; it holds the lease. */
  static final String HOLDER = "process 1 on test";

  /** The attempt that wrote all snapshots that are there. */
  static final UUID ATTEMPT = new UUID(0, 1);

  /** When everything was written that is there. */
  static final Instant NOON = Instant.parse("2021-06-30T12:00:00Z");

  static Installation in(Bucket bucket) {
    return in(bucket, json -> {});
  }

  static Installation in(Bucket bucket, Consumer<ObjectNode> change) {
    Consumer<ObjectNode> here =
        json ->
            json.put("targetS3Bucket", bucket.name())
                .put("csvOutputBucket", bucket.name())
                .put("sourcePartitions", 10);
    Installation installation =
        new Installation(bucket, Documented.configuration(here.andThen(change)));
    bucket.put(installation.leaseKey(), Json.write(Lease.of(installation.run(june(30)), NOON)));
    return installation;
  }

  /** The keys of all objects but the lease, sorted. */
  List<String> keys() {
    return bucket.keys("").stream().filter(key -> !key.equals(leaseKey())).toList();
  }

  String leaseKey() {
    return configuration.dailyAggregationsS3Path() + "/_LEASE";
  }

  /** A run of all stages that has aggregated a day and found some tables. */
  Run run(LocalDate day, String... tables) {
    Run run = runOf("run-1", HOLDER, "primary", day);
    return run.with(day, run.stages(), run.redo(), List.of(tables));
  }

  /** A run of all stages, which may be another than the one that holds the lease. */
  Run runOf(String id, String holder, String workGroup, LocalDate day) {
    List<Stage> stages = List.of(Stage.values()).subList(1, Stage.values().length);
    return new Run(id, holder, workGroup, LTV, configuration, day, day, stages, false, List.of());
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

  void aggregated(LocalDate from, LocalDate to) {
    new DayRange(from, to).days().forEach(day -> aggregated(day, "draft 1"));
  }

  /** Does a day again that was aggregated before. */
  void aggregatedAgain(LocalDate day) {
    aggregated(day, "draft 2");
  }

  private void aggregated(LocalDate day, String draft) {
    bucket.put(dayKey(day) + "partition=0/file", "x".repeat(100));
    bucket.put(configuration.dailyAggregationsS3Path() + "/_DRAFT_" + day, draft, NOON);
    bucket.put(dailyMarker(day), "", NOON);
  }

  /** Does a day as another job does it, at a time. */
  void aggregatedElsewhere(LocalDate day, Instant time) {
    bucket.put(dayKey(day) + "partition=0/file", "x".repeat(100));
    bucket.put(dailyMarker(day), "", time);
  }

  /** Leaves a day done, but without users. */
  void withoutUsers(LocalDate day) {
    bucket.dataLake().empty(new Folder(bucket.name(), dayKey(day)));
  }

  /** Takes a day back, as the beginning of a new attempt at it does. */
  void unaggregated(LocalDate day) {
    bucket.dataLake().delete(bucket.name(), dailyMarker(day));
  }

  String dailyMarker(LocalDate day) {
    return configuration.dailyAggregationsS3Path() + "/_SUCCESS_" + day;
  }

  String eventsMarker(LocalDate day) {
    return configuration.dailyAggregationsS3Path() + "/_EVENTS_" + day;
  }

  String dayKey(LocalDate day) {
    return configuration.dailyAggregationsS3Path() + "/day=" + day + "/";
  }

  /** A snapshot of some size that a table shows. */
  void published(int window, LocalDate from, LocalDate to, int bytes) {
    bucket.put(snapshotKey(window, to) + "partition=0/file", "x".repeat(bytes));
    bucket.put(publishedMarker(window, to), markerText(from, to), NOON);
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
    bucket.put(writtenMarker(window, to), markerText(from, to), NOON);
  }

  String publishedMarker(int window, LocalDate day) {
    return window(window).targetFolder() + "/_SUCCESS_" + day;
  }

  String writtenMarker(int window, LocalDate day) {
    return window(window).targetFolder() + "/_WRITTEN_" + day;
  }

  String staleMarker(int window, LocalDate day) {
    return window(window).targetFolder() + "/_STALE_" + day;
  }

  String snapshotKey(int window, LocalDate day) {
    return window(window).targetFolder() + "/day=" + day + "/";
  }

  /** The marker of a snapshot of the days as they are now. */
  String markerText(LocalDate from, LocalDate to) {
    DayRange days = new DayRange(from, to);
    UUID state = new DailyMarkers(bucket.dataLake(), run(to).dailyFolder()).state(days);
    return Json.write(new Snapshot(days, state, ATTEMPT, false));
  }

  /** Makes all tables, as a run with this configuration does, and gives their names. */
  String[] madeTables() {
    LocalDate day = configuration.historyStartDay();
    Run run = run(day);
    Snapshot shown = new Snapshot(new DayRange(day, day), ATTEMPT, ATTEMPT, false);
    List<WindowPlan> plans =
        IntStream.range(0, configuration.secondaryAggregations().size())
            .mapToObj(index -> new WindowPlan(index, shown, WindowTask.PUBLISH, "", List.of()))
            .toList();
    KnownTables known = new KnownTables(day, configuration.sourcePartitions(), Map.of());
    new TableMemory(bucket.dataLake(), run).remember(new WindowTables(run, known).changed(plans));
    return tables();
  }

  /** The names of all tables that are kept. */
  String[] tables() {
    return Stream.concat(
            Stream.of(configuration.dailyAggregationsTable()),
            configuration.secondaryAggregations().stream()
                .flatMap(window -> Stream.of(window.targetTable(), window.historyTable())))
        .toArray(String[]::new);
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
