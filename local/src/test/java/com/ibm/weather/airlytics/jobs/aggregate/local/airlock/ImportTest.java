package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.job;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.userdb.Queries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportTest extends ImportTestBed {

  @Test
  void anOverwritingImportReplacesAllUsers() throws Exception {
    fixture.object("ltv/part.gz", "a,1,100,2\nb,2,0,0\n");

    JsonNode job = client.runToEnd(job());

    assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("COMPLETED");
    assertThat(job.get("successfulImports").asLong()).isEqualTo(2);
    assertThat(fixture.users("users")).containsExactly("a|1|100|2", "b|2|0|0");
    assertThat(fixture.tables())
        .containsExactly("users.ad_impressions", "users_dev.ad_impressions");
  }

  @Test
  void theReplacedTableKeepsItsRulesForTheNextImport() throws Exception {
    fixture.object("ltv/part.gz", "a,1,100,2\n");
    client.runToEnd(job());
    client.runToEnd(job());

    assertThat(
            Queries.rows(
                userDb,
                "SELECT count(*) FROM users.ad_impressions WHERE created_at > now() - interval '1 hour'"))
        .containsExactly("1");
    fixture.object("ltv/part.gz", "a,1,100,2\na,1,100,2\n");
    assertThat(client.runToEnd(job()).get("status").asText()).isEqualTo("FAILED");
  }

  @Test
  void usersWithCommasQuotesAndLineBreaksArriveAsTheyAre() throws Exception {
    fixture.object(
        "ltv/part.gz", "\"a,b\",1,1,1\n\"say \"\"hi\"\"\",1,1,1\n\"two\nlines\",1,1,1\n");

    client.runToEnd(job());

    assertThat(Queries.rows(userDb, "SELECT user_id FROM users.ad_impressions ORDER BY 1"))
        .containsExactly("a,b", "say \"hi\"", "two\nlines");
  }

  @Test
  void anUnquotedEmptyFieldIsNull() throws Exception {
    fixture.object("ltv/part.gz", "a,1,,0\n");

    client.runToEnd(job());

    assertThat(fixture.users("users")).containsExactly("a|1|null|0");
  }

  @Test
  void aFileWithoutTheGzipEndingIsReadAsItIs() throws Exception {
    fixture.object("plain.csv", "a,1,100,2\n");

    client.runToEnd(job().put("s3File", "s3://imports/plain.csv"));

    assertThat(fixture.users("users")).containsExactly("a|1|100|2");
  }

  @Test
  void columnsAreFilledInTheOrderOfTheJob() throws Exception {
    fixture.object("ltv/part.gz", "a,5,1,100\n");
    ObjectNode job = job();
    job.putArray("affectedColumns").add("cnt_d1").add("shard").add("revenue_d1");

    client.runToEnd(job);

    assertThat(fixture.users("users")).containsExactly("a|1|100|5");
  }

  @Test
  void anEmptyFileThatOverwritesEmptiesTheTable() throws Exception {
    fixture.object("ltv/part.gz", "");

    assertThat(client.runToEnd(job()).get("successfulImports").asLong()).isZero();

    assertThat(fixture.users("users")).isEmpty();
  }

  @Test
  void withoutOverwriteOtherUsersStayAndKnownOnesAreUpdated() throws Exception {
    fixture.object("ltv/part.gz", "new,2,7,1\nold,1,20,2\n");

    JsonNode job = client.runToEnd(job().put("overwrite", false));

    assertThat(job.get("successfulImports").asLong()).isEqualTo(2);
    assertThat(fixture.users("users")).containsExactly("new|2|7|1", "old|1|20|2");
    assertThat(fixture.tables())
        .containsExactly("users.ad_impressions", "users_dev.ad_impressions");
  }

  @Test
  void devUsersGoToTheDevelopmentSchema() throws Exception {
    fixture.object("ltv/part.gz", "a,1,100,2\n");

    client.runToEnd(job().put("devUsers", true));

    assertThat(fixture.users("users_dev")).containsExactly("a|1|100|2");
    assertThat(fixture.users("users")).containsExactly(ImportFixture.BEFORE);
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
    fixture.object("ltv/part.gz", rows.replace('/', '\n') + "\n");

    assertFailed(job(), reason);
    assertFailed(job().put("overwrite", false), reason);
  }

  @Test
  void anUnknownColumnOrTableFailsTheJobAndTheOldRowsStay() throws Exception {
    fixture.object("ltv/part.gz", "a,1,1,1\n");
    ObjectNode job = job();
    job.putArray("affectedColumns").add("shard").add("revenue_d1").add("cnt_d99");

    assertFailed(job, "cnt_d99");
    assertFailed(job().put("targetTable", "no such table"), "no such table");
  }

  @Test
  void aUserIdThatIsTooLongFailsTheJob() throws Exception {
    fixture.object("ltv/part.gz", "x".repeat(65) + ",1,1,1\n");

    assertFailed(job(), "character varying(64)");
  }

  @Test
  void aMissingOrDamagedFileFailsTheJob() throws Exception {
    assertFailed(job().put("s3File", "s3://imports/nowhere.gz"), "s3://imports/nowhere.gz");
    assertFailed(job().put("s3File", "s3://../secret.gz"), "s3://../secret.gz");
    Path damaged = fixture.object("ltv/part.gz", "a,1,100,2\n".repeat(10_000));
    Files.write(damaged, List.of("not gzip"));

    assertFailed(job(), "GZIP");
  }

  @Test
  void aTableNameOfAnyLengthCanBeImported() throws Exception {
    String table = "t".repeat(63);
    userDb.createImportTable("users", table, List.of("revenue_d1", "cnt_d1"), "bigint");
    fixture.object("ltv/part.gz", "a,1,100,2\n");

    assertThat(client.runToEnd(job().put("targetTable", table)).get("status").asText())
        .isEqualTo("COMPLETED");
    assertThat(Queries.rows(userDb, "SELECT user_id FROM users." + table)).containsExactly("a");
  }

  @Test
  void anImportThatARestartInterruptedIsDoneAgain() throws Exception {
    fixture.object("ltv/part.gz", "a,1,100,2\n");
    String uniqueId = client.runToEnd(job()).get("uniqueId").asText();
    fixture.close();
    Path kept = folder.resolve("jobs/00000001.json");
    Files.writeString(kept, Files.readString(kept).replace("COMPLETED", "RUNNING"));
    fixture.object("ltv/part.gz", "b,1,100,2\n");

    restart();

    assertThat(client.awaitEnd(uniqueId).get("status").asText()).isEqualTo("COMPLETED");
    assertThat(fixture.users("users")).containsExactly("b|1|100|2");
  }

  @Test
  void importsThatWaitWhenTheServerStopsAreDoneByTheNextOne() throws Exception {
    fixture.object("ltv/part.gz", "a,1,100,2\n");
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      created.add(AdminClient.json(client.create(job())).get("uniqueId").asText());
    }
    fixture.close();

    restart();

    for (String uniqueId : created) {
      assertThat(client.awaitEnd(uniqueId).get("status").asText()).isEqualTo("COMPLETED");
    }
  }

  private void restart() throws IOException {
    fixture.startAirlock();
    client = fixture.client();
  }

  private void assertFailed(ObjectNode request, String reason) throws Exception {
    JsonNode job = client.runToEnd(request);

    assertThat(job.get("status").asText()).isEqualTo("FAILED");
    assertThat(job.get("detailedMessage").asText()).contains(reason);
    assertThat(job.hasNonNull("successfulImports")).isFalse();
    assertThat(fixture.users("users")).containsExactly(ImportFixture.BEFORE);
    assertThat(fixture.tables())
        .containsExactly("users.ad_impressions", "users_dev.ad_impressions");
  }
}
