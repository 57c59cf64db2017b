package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.MONTH;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.FakeAthena;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CSV of June 10th, with all windows published. */
@ExtendWith(S3Server.class)
class ExportCsvTest {

  private static final List<UUID> WRITERS = Collections.nCopies(4, Installation.ATTEMPT);

  private Installation installation;
  private Bucket bucket;

  @BeforeEach
  void install(Bucket bucket) {
    this.bucket = bucket;
    this.installation = Installation.in(bucket);
    installation.aggregated(june(1), june(10));
    installation.publishedAll(june(10));
  }

  @Test
  void theCsvIsWrittenAndTheTemporaryTableDropped() {
    JsonNode prepared = prepare(run());

    assertThat(Lambda.names(prepared))
        .containsExactly(List.of("WriteCsv"), List.of("DropTemporary"));
    assertThat(Lambda.sql(prepared, "WriteCsv"))
        .contains("'s3://" + bucket.name() + "/" + installation.csvKey(june(10)) + "'");
  }

  @Test
  void oneFileIsLeftAndItsMarkerNamesIt() {
    JsonNode prepared = prepare(run());
    bucket.put(csv("summary=users/file.gz"), "x".repeat(42));
    put("summary=totals.users-17/file.gz");

    assertThat(complete(prepared))
        .isEqualTo(
            Json.tree(
                """
                {"stage": "ExportCsv", "day": "2021-06-10", "rows": 17,
                 "message": "s3://%s/%s (42 bytes)"}
                """
                    .formatted(bucket.name(), csv("summary=users/file.gz")),
                "expected"));
    assertThat(bucket.keys(csv(""))).containsExactly(csv("summary=users/file.gz"));
    assertThat(marker()).isEqualTo(marker(csv("summary=users/file.gz"), 17));
  }

  @Test
  void whatAnAttemptAtADayThatIsGivenUpLeftIsRemoved() {
    prepare(run());
    put("summary=users/half");

    prepare(nextDay());

    assertThat(bucket.keys(csv(""))).isEmpty();
  }

  @Test
  void theCsvOfAnotherDayThatIsDoneStaysThoughAnAttemptAtItIsOpen() {
    prepare(run());
    exported();

    prepare(nextDay());

    assertThat(bucket.keys(csv(""))).hasSize(1);
  }

  @Test
  void anAttemptThatOnlyDidNotEndIsEnded() {
    prepare(run());
    exported();

    prepare(run());

    assertThat(installation.keys()).noneMatch(key -> key.contains("_ATTEMPT_"));
  }

  @Test
  void withoutUsersThereIsAMarkerAndNoFile() {
    JsonNode prepared = prepare(run());
    bucket.put(csv("summary=totals.users-0/file.gz"), "totals");

    JsonNode outcome = complete(prepared);

    assertThat(outcome.path("rows").asLong()).isZero();
    assertThat(outcome.path("message").asText()).isEqualTo("no user to export");
    assertThat(bucket.keys(csv(""))).isEmpty();
    assertThat(marker()).isEqualTo(new CsvMarker("", 0, WRITERS, "", true));
  }

  @Test
  void whatWasExportedIsNotExportedAgain() {
    exported();
    List<String> before = bucket.keys("");

    JsonNode prepared = prepare(run());

    assertThat(Lambda.statements(prepared)).isEmpty();
    assertThat(complete(prepared).path("message").asText()).isEqualTo("was exported before");
    assertThat(bucket.keys("")).isEqualTo(before);
  }

  @Test
  void itIsExportedAgainWhenASnapshotWasWrittenAgain() {
    exported();
    writeAgain(MONTH);

    exportsAgain(run());
  }

  @Test
  void itIsExportedAgainWhenItIsToBeImportedAndNobodyWasSetApart() {
    exported();
    String marker = installation.csvMarker(june(10));
    bucket.put(marker, bucket.text(marker).replace("\"importable\":true", "\"importable\":false"));

    exportsAgain(run());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "not json"})
  void aMarkerThatThisJobDidNotWriteSaysNothing(String text) {
    bucket.put(installation.csvMarker(june(10)), text);

    exportsAgain(run());
  }

  @Test
  void itIsExportedAgainWhenItIsForced() {
    installation = Installation.in(bucket, json -> json.put("forceExportToCsv", true));
    exported();

    exportsAgain(run());
  }

  @Test
  void itIsExportedAgainWhenTheStageIsAskedForByName() {
    exported();

    exportsAgain(installation.redo(Stage.EXPORT_CSV, june(10)));
  }

  private void exportsAgain(Run run) {
    put("summary=users/old.gz");

    assertThat(Lambda.names(prepare(run)).get(0)).containsExactly("WriteCsv");
    assertThat(bucket.keys(installation.configuration().csvOutputFolder())).isEmpty();
  }

  @Test
  void aDayThatIsNotAggregatedIsRefused() {
    installation.unaggregated(june(10));

    refuses(
        "ExportCsv of 2021-06-10: the day is not aggregated; run DailyAggregation for it first");
  }

  @Test
  void aWindowThatIsNotComputedIsRefused() {
    bucket.dataLake().delete(bucket.name(), installation.publishedMarker(MONTH, june(10)));

    refuses(
        "ExportCsv of 2021-06-10: the window d30 is not computed; run WindowAggregation for it first");
  }

  @Test
  void aWindowOfADayThatWasDoneAgainIsRefused() {
    installation.aggregatedAgain(june(5));

    refuses("the window d7 is not computed; run WindowAggregation for it first, or the whole job");
  }

  private void refuses(String message) {
    assertThatThrownBy(() -> prepare(run()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aCsvOfOlderSnapshotsIsNotTakenForTheNewOnes() {
    JsonNode prepared = prepare(run());
    put("summary=users/file.gz", "summary=totals.users-17/file.gz");
    writeAgain(MONTH);

    fails(prepared, "windows were computed anew since the CSV was written");
  }

  @Test
  void aCsvWithoutTotalsIsTriedAgain() {
    JsonNode prepared = prepare(run());
    put("summary=users/file.gz");

    fails(prepared, "ExportCsv of 2021-06-10: no totals among the files in s3://");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void usersInNoFileOrSeveralAreTriedAgain(int files) {
    JsonNode prepared = prepare(run());
    put("summary=totals.users-17/file.gz");
    IntStream.range(0, files).forEach(file -> put("summary=users/" + file));

    fails(prepared, files + " files for 17 users");
  }

  private void fails(JsonNode prepared, String message) {
    assertThatThrownBy(() -> complete(prepared))
        .isInstanceOf(StageException.class)
        .hasMessageContaining(message);
    assertThat(bucket.keys(installation.csvMarker(june(10)))).isEmpty();
  }

  @Test
  void nothingIsExportedWhereTheConfigurationSaysSo() {
    installation =
        Installation.in(
            bucket, json -> json.put("exportToCsv", false).put("importToUserDb", false));
    JsonNode prepared = prepare(run());

    assertThat(Lambda.statements(prepared)).isEmpty();
    assertThat(complete(prepared).path("message").asText()).isEqualTo("exportToCsv is false");
  }

  private Run nextDay() {
    installation.aggregated(june(11), june(11));
    installation.publishedAll(june(11));
    return installation.run(june(11));
  }

  private void exported() {
    put("summary=users/file.gz");
    bucket.put(
        installation.csvMarker(june(10)), Json.write(marker(csv("summary=users/file.gz"), 17)));
  }

  /** Writes a window's snapshot once more, by another attempt. */
  private void writeAgain(int window) {
    String key = installation.publishedMarker(window, june(10));
    bucket.put(key, bucket.text(key).replace(Installation.ATTEMPT + "", new UUID(0, 2) + ""));
  }

  private CsvMarker marker(String key, long rows) {
    return new CsvMarker("s3://" + bucket.name() + "/" + key, rows, WRITERS, "", true);
  }

  private CsvMarker marker() {
    return Json.read(
        bucket.text(installation.csvMarker(june(10))), CsvMarker.class, "the CSV's marker");
  }

  private void put(String... names) {
    Stream.of(names).forEach(name -> bucket.put(csv(name), "x"));
  }

  private String csv(String name) {
    return installation.csvKey(june(10)) + name;
  }

  private Run run() {
    return installation.run(june(10));
  }

  private JsonNode prepare(Run run) {
    return lambda().invoke("prepare", Map.of("run", run));
  }

  private JsonNode complete(JsonNode prepared) {
    return lambda().invoke("complete", Map.of("run", run(), "plan", prepared.path("plan")));
  }

  private Lambda lambda() {
    return new Lambda(new ExportCsvHandler(bucket.dataLake(), FakeAthena.withoutQueries()));
  }
}
