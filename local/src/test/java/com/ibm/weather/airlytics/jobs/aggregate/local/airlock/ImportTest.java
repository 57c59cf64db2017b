package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.job;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Options;
import com.ibm.weather.airlytics.jobs.aggregate.local.userdb.LocalUserDb;
import com.ibm.weather.airlytics.jobs.aggregate.local.userdb.Queries;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportTest {

  private static final String BEFORE = "old|1|10|1";

  private static LocalUserDb userDb;

  @TempDir Path folder;
  private LocalAirlock airlock;
  private AdminClient client;

  @BeforeAll
  static void startUserDb(@TempDir Path data) throws IOException {
    userDb = LocalUserDb.start(0, data);
  }

  @AfterAll
  static void stopUserDb() throws IOException {
    userDb.close();
  }

  @BeforeEach
  void startAirlockOnATableWithOneUser() throws Exception {
    Queries.execute(
        userDb, "DROP SCHEMA IF EXISTS users CASCADE", "DROP SCHEMA IF EXISTS users_dev CASCADE");
    for (String schema : List.of("users", "users_dev")) {
      userDb.createImportTable(schema, "ad_impressions", List.of("revenue_d1", "cnt_d1"), "bigint");
      Queries.execute(userDb, "INSERT INTO " + schema + ".ad_impressions VALUES ('old', 1, 10, 1)");
    }
    startAirlock();
  }

  @AfterEach
  void stopAirlock() {
    airlock.close();
  }

  @Test
  void anOverwritingImportReplacesAllUsers() throws Exception {
    object("ltv/part.gz", "a,1,100,2\nb,2,0,0\n");

    JsonNode job = client.runToEnd(job());

    assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("COMPLETED");
    assertThat(job.get("successfulImports").asLong()).isEqualTo(2);
    assertThat(users("users")).containsExactly("a|1|100|2", "b|2|0|0");
    assertThat(tables()).containsExactly("users.ad_impressions", "users_dev.ad_impressions");
  }

  @Test
  void theReplacedTableKeepsItsRulesForTheNextImport() throws Exception {
    object("ltv/part.gz", "a,1,100,2\n");
    client.runToEnd(job());
    client.runToEnd(job());

    assertThat(
            Queries.rows(
                userDb,
                "SELECT count(*) FROM users.ad_impressions WHERE created_at > now() - interval '1 hour'"))
        .containsExactly("1");
    object("ltv/part.gz", "a,1,100,2\na,1,100,2\n");
    assertThat(client.runToEnd(job()).get("status").asText()).isEqualTo("FAILED");
  }

  @Test
  void usersWithCommasQuotesAndLineBreaksArriveAsTheyAre() throws Exception {
    object("ltv/part.gz", "\"a,b\",1,1,1\n\"say \"\"hi\"\"\",1,1,1\n\"two\nlines\",1,1,1\n");

    client.runToEnd(job());

    assertThat(Queries.rows(userDb, "SELECT user_id FROM users.ad_impressions ORDER BY 1"))
        .containsExactly("a,b", "say \"hi\"", "two\nlines");
  }

  @Test
  void anUnquotedEmptyFieldIsNull() throws Exception {
    object("ltv/part.gz", "a,1,,0\n");

    client.runToEnd(job());

    assertThat(users("users")).containsExactly("a|1|null|0");
  }

  @Test
  void aFileWithoutTheGzipEndingIsReadAsItIs() throws Exception {
    Path file = folder.resolve("objects/imports/plain.csv");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "a,1,100,2\n");

    client.runToEnd(job().put("s3File", "s3://imports/plain.csv"));

    assertThat(users("users")).containsExactly("a|1|100|2");
  }

  @Test
  void columnsAreFilledInTheOrderOfTheJob() throws Exception {
    object("ltv/part.gz", "a,5,1,100\n");
    ObjectNode job = job();
    job.putArray("affectedColumns").add("cnt_d1").add("shard").add("revenue_d1");

    client.runToEnd(job);

    assertThat(users("users")).containsExactly("a|1|100|5");
  }

  @Test
  void anEmptyFileThatOverwritesEmptiesTheTable() throws Exception {
    object("ltv/part.gz", "");

    assertThat(client.runToEnd(job()).get("successfulImports").asLong()).isZero();

    assertThat(users("users")).isEmpty();
  }

  @Test
  void withoutOverwriteOtherUsersStayAndKnownOnesAreUpdated() throws Exception {
    object("ltv/part.gz", "new,2,7,1\nold,1,20,2\n");

    JsonNode job = client.runToEnd(job().put("overwrite", false));

    assertThat(job.get("successfulImports").asLong()).isEqualTo(2);
    assertThat(users("users")).containsExactly("new|2|7|1", "old|1|20|2");
    assertThat(tables()).containsExactly("users.ad_impressions", "users_dev.ad_impressions");
  }

  @Test
  void devUsersGoToTheDevelopmentSchema() throws Exception {
    object("ltv/part.gz", "a,1,100,2\n");

    client.runToEnd(job().put("devUsers", true));

    assertThat(users("users_dev")).containsExactly("a|1|100|2");
    assertThat(users("users")).containsExactly(BEFORE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          a,1,1,1/a,1,2,2;                 duplicate key
          a,1,1,1/b,1,\\N,1;               \\N
          a,1,9223372036854775808,1;       out of range
          a,3000000000,1,1;                out of range
          a,,1,1;                          shard
          a,1,1;                           missing data
          a,1,1,1,1;                       extra data
          user_id,shard,revenue_d1,cnt_d1; shard
          """)
  void aBadRowFailsTheJobAndTheOldRowsStay(String rows, String reason) throws Exception {
    object("ltv/part.gz", rows.replace('/', '\n') + "\n");

    assertFailed(job(), reason);
    assertFailed(job().put("overwrite", false), reason);
  }

  @Test
  void anUnknownColumnOrTableFailsTheJobAndTheOldRowsStay() throws Exception {
    object("ltv/part.gz", "a,1,1,1\n");
    ObjectNode job = job();
    job.putArray("affectedColumns").add("shard").add("revenue_d1").add("cnt_d99");

    assertFailed(job, "cnt_d99");
    assertFailed(job().put("targetTable", "no such table"), "no such table");
  }

  @Test
  void aUserIdThatIsTooLongFailsTheJob() throws Exception {
    object("ltv/part.gz", "x".repeat(65) + ",1,1,1\n");

    assertFailed(job(), "character varying(64)");
  }

  @Test
  void aMissingOrDamagedFileFailsTheJob() throws Exception {
    assertFailed(job().put("s3File", "s3://imports/nowhere.gz"), "s3://imports/nowhere.gz");
    assertFailed(job().put("s3File", "s3://../secret.gz"), "s3://../secret.gz");
    Path damaged = object("ltv/part.gz", "a,1,100,2\n".repeat(10_000));
    Files.write(damaged, List.of("not gzip"));

    assertFailed(job(), "GZIP");
  }

  @Test
  void aTableNameOfAnyLengthCanBeImported() throws Exception {
    String table = "t".repeat(63);
    userDb.createImportTable("users", table, List.of("revenue_d1", "cnt_d1"), "bigint");
    object("ltv/part.gz", "a,1,100,2\n");

    assertThat(client.runToEnd(job().put("targetTable", table)).get("status").asText())
        .isEqualTo("COMPLETED");
    assertThat(Queries.rows(userDb, "SELECT user_id FROM users." + table)).containsExactly("a");
  }

  @Test
  void anImportThatARestartInterruptedIsDoneAgain() throws Exception {
    object("ltv/part.gz", "a,1,100,2\n");
    String uniqueId = client.runToEnd(job()).get("uniqueId").asText();
    airlock.close();
    Path kept = folder.resolve("jobs/00000001.json");
    Files.writeString(kept, Files.readString(kept).replace("COMPLETED", "RUNNING"));
    object("ltv/part.gz", "b,1,100,2\n");

    startAirlock();

    assertThat(client.awaitEnd(uniqueId).get("status").asText()).isEqualTo("COMPLETED");
    assertThat(users("users")).containsExactly("b|1|100|2");
  }

  @Test
  void importsThatWaitWhenTheServerStopsAreDoneByTheNextOne() throws Exception {
    object("ltv/part.gz", "a,1,100,2\n");
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      created.add(AdminClient.json(client.create(job())).get("uniqueId").asText());
    }
    airlock.close();

    startAirlock();

    for (String uniqueId : created) {
      assertThat(client.awaitEnd(uniqueId).get("status").asText()).isEqualTo("COMPLETED");
    }
  }

  private void startAirlock() throws IOException {
    airlock =
        LocalAirlock.start(
            0,
            new Options(
                folder.resolve("jobs"),
                folder.resolve("runtime"),
                folder.resolve("objects"),
                userDb.jdbcUrl(),
                "users",
                Optional.empty()));
    client = new AdminClient(airlock.baseUrl());
  }

  private void assertFailed(ObjectNode request, String reason) throws Exception {
    JsonNode job = client.runToEnd(request);

    assertThat(job.get("status").asText()).isEqualTo("FAILED");
    assertThat(job.get("detailedMessage").asText()).contains(reason);
    assertThat(job.has("successfulImports")).isFalse();
    assertThat(users("users")).containsExactly(BEFORE);
    assertThat(tables()).containsExactly("users.ad_impressions", "users_dev.ad_impressions");
  }

  private Path object(String key, String content) throws IOException {
    Path file = folder.resolve("objects/imports").resolve(key);
    Files.createDirectories(file.getParent());
    try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
      packed.write(content.getBytes(UTF_8));
    }
    return file;
  }

  private static List<String> users(String schema) throws SQLException {
    return Queries.rows(
        userDb,
        "SELECT concat_ws('|', user_id, shard, coalesce(revenue_d1::text, 'null'), cnt_d1) FROM %s.ad_impressions ORDER BY 1"
            .formatted(schema));
  }

  private static List<String> tables() throws SQLException {
    return Queries.rows(
        userDb,
        "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname LIKE 'users%' ORDER BY 1");
  }
}
