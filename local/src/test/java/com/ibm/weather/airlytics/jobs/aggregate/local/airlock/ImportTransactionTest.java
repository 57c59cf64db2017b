package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.job;
import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.userdb.Queries;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An import while it runs, and one that is cut off: its connection is ended by the server. */
class ImportTransactionTest extends ImportTestBed {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String COPYING =
      "pid IN (SELECT pid FROM pg_stat_progress_copy WHERE tuples_processed > 0)";
  private static final String SWAPPING = "wait_event_type = 'Lock' AND query LIKE 'ALTER TABLE%'";

  @BeforeEach
  void writeAFile() throws IOException {
    fixture.object("ltv/part.gz", "a,1,100,2\n");
  }

  @Test
  void jobsWaitTheirTurnAndTheStatusSaysHowFarTheyAre() throws Exception {
    String first;
    String second;
    try (Connection writer = begin("LOCK TABLE users.ad_impressions IN ACCESS EXCLUSIVE MODE")) {
      first = client.created(job());
      second = client.created(job());

      JsonNode running = client.await(first, "RUNNING");
      assertThat(running.get("statusMessage").asText()).isNotBlank();
      assertThat(running.get("successfulImports").isNull()).isTrue();
      assertThat(json(client.find(second)).get("status").asText()).isEqualTo("PENDING");
      writer.rollback();
    }

    for (String uniqueId : new String[] {first, second}) {
      JsonNode job = client.awaitEnd(uniqueId);
      assertThat(job.get("status").asText()).isEqualTo("COMPLETED");
      assertThat(job.get("lastModified").asLong())
          .isGreaterThanOrEqualTo(job.get("creationDate").asLong());
    }
  }

  @Test
  void anImportThatIsCutOffWhileItCopiesLeavesTheOldTable() throws Exception {
    TableImport tables = new TableImport(userDb.jdbcUrl(), "users");
    ImportJobs jobs = ImportJobs.open(folder.resolve("other"), Clock.systemUTC(), 1);
    ImportJob job = jobs.add(AdminClient.PRODUCT, ImportRequest.parse(job().toString()));
    try (PipedInputStream streamed = new PipedInputStream()) {
      CompletableFuture<Long> load;
      try (PipedOutputStream csv = new PipedOutputStream(streamed)) {
        load = CompletableFuture.supplyAsync(() -> load(tables, job, streamed));
        for (int user = 0; user < 50_000; user++) {
          csv.write((user + ",1,100,2\n").getBytes(UTF_8));
        }
        cutOff(COPYING);
      }
      assertThat(load).failsWithin(PATIENCE);
    }
    assertOldTableTakesTheNextImport();
  }

  @Test
  void anImportThatIsCutOffBeforeItCommitsLeavesTheOldTable() throws Exception {
    String uniqueId;
    try (Connection reader = begin("SELECT * FROM users.ad_impressions")) {
      uniqueId = client.created(job());
      cutOff(SWAPPING);
      reader.rollback();
    }

    JsonNode failed = client.awaitEnd(uniqueId);

    assertThat(failed.get("status").asText()).isEqualTo("FAILED");
    assertThat(failed.get("detailedMessage").asText()).contains("terminating connection");
    assertOldTableTakesTheNextImport();
  }

  private void assertOldTableTakesTheNextImport() throws Exception {
    assertThat(fixture.users("users")).containsExactly(ImportFixture.BEFORE);
    assertThat(fixture.tables())
        .containsExactly("users.ad_impressions", "users_dev.ad_impressions");
    assertThat(client.runToEnd(job()).get("status").asText()).isEqualTo("COMPLETED");
    assertThat(fixture.users("users")).containsExactly("a|1|100|2");
  }

  private static long load(TableImport tables, ImportJob job, PipedInputStream csv) {
    try {
      return tables.load(job, csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A transaction that holds the statement's locks until it ends. */
  private static Connection begin(String sql) throws SQLException {
    Connection connection = DriverManager.getConnection(userDb.jdbcUrl());
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return connection;
  }

  /** Waits for the connection that the condition describes, and has the server end it. */
  private static void cutOff(String condition) throws SQLException {
    Instant limit = Instant.now().plus(PATIENCE);
    while (Queries.rows(
            userDb, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + condition)
        .isEmpty()) {
      assertThat(Instant.now()).as("a connection where " + condition).isBefore(limit);
    }
  }
}
