package com.ibm.weather.airlytics.jobs.aggregate.local;

import static com.ibm.weather.airlytics.jobs.aggregate.local.AirlockFaults.DAY;
import static com.ibm.weather.airlytics.jobs.aggregate.local.AirlockFaults.IMPORT;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.Call;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.Fault;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.FaultProxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run does when Airlock fails on its import, and how many imports of the file there are
 * afterwards: one, unless an import failed. Each test has a file of its own.
 */
class ImportFaultsTest {

  private static final String HTML = "<html><body><h1>Internal Server Error</h1></body></html>";

  @TempDir private static Path folder;

  private static AirlockFaults airlock;

  private int importsBefore;

  @BeforeAll
  static void aggregateTheDay() throws Exception {
    airlock = AirlockFaults.start(folder);
    assertThat(airlock.run("", airlock.proxy()).exitCode()).isEqualTo(JobResult.DONE);
  }

  @AfterAll
  static void stopServices() {
    airlock.close();
  }

  @BeforeEach
  void exportAnotherFile() {
    airlock.proxy().follow(call -> Fault.pass());
    airlock.job().configuration().remove("importWaitMinutes");
    assertThat(airlock.run("ExportCsv").exitCode()).isEqualTo(JobResult.DONE);
    importsBefore = airlock.imports();
  }

  @Test
  void nothingFails() throws Exception {
    succeeds();
  }

  @Test
  void connectionIsRefused() throws Exception {
    FaultProxy gone =
        FaultProxy.before(airlock.job().services().airlock().baseUrl(), call -> Fault.pass());
    gone.close();

    fails(airlock.run(IMPORT, gone), "got no answer");

    assertThat(newImports()).isZero();
    succeeds();
  }

  @Test
  void creatingIsNotAnsweredAndTheJobIsNotStored() throws Exception {
    once(Fault.drop(), ImportFaultsTest::creates);
    succeeds();
  }

  @Test
  void creatingIsNotAnsweredThoughTheJobIsStored() throws Exception {
    once(Fault.drop().afterWork(), ImportFaultsTest::creates);
    succeeds();
  }

  @Test
  void creatingIsAnsweredWith500ThoughTheJobIsStored() throws Exception {
    once(
        Fault.answer(500, "application/json", "{\"error\": \"no import service\"}").afterWork(),
        ImportFaultsTest::creates);
    succeeds();
  }

  @Test
  void creatingIsAnsweredWithAPageAndTheJobIsNotStored() throws Exception {
    once(Fault.answer(500, "text/html", HTML), ImportFaultsTest::creates);
    succeeds();
  }

  @Test
  void creatingIsAnsweredWith401ThoughTheJobIsStored() throws Exception {
    once(
        Fault.answer(401, "application/json", "{\"error\": \"no permission\"}").afterWork(),
        ImportFaultsTest::creates);
    succeeds();
  }

  @Test
  void tokenHasExpired() throws Exception {
    once(
        Fault.answer(401, "application/json", "{\"error\": \"Invalid session token\"}"),
        call -> call.path().endsWith("/dataimport"));
    succeeds();
  }

  @Test
  void serverIsStarting() throws Exception {
    int before = airlock.proxy().calls().size();
    airlock
        .proxy()
        .follow(
            call ->
                call.number() - before <= 2
                    ? Fault.answer(503, "text/plain", "starting")
                    : Fault.pass());
    succeeds();
  }

  @Test
  void serverIsGoneForAWhileDuringTheImport() throws Exception {
    int before = airlock.proxy().calls().size();
    airlock
        .proxy()
        .follow(
            call ->
                follows(call) && airlock.proxy().calls().size() - before < 12
                    ? Fault.drop()
                    : Fault.pass());
    succeeds();
  }

  @Test
  void importIsSlow() throws Exception {
    try (Connection reader =
            DriverManager.getConnection(airlock.job().services().userDb().jdbcUrl());
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("LOCK TABLE ad_impressions IN ACCESS EXCLUSIVE MODE");
      int before = airlock.proxy().calls().size();
      airlock
          .proxy()
          .follow(
              call -> {
                if (follows(call) && airlock.proxy().calls().size() - before > 8) {
                  commit(reader);
                }
                return Fault.pass();
              });
      succeeds();
    }
  }

  @Test
  void importIsSlowerThanTheRunWaits() throws Exception {
    airlock.job().configuration().put("importWaitMinutes", 5);
    try (Connection reader =
            DriverManager.getConnection(airlock.job().services().userDb().jdbcUrl());
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("LOCK TABLE ad_impressions IN ACCESS EXCLUSIVE MODE");

      fails(airlock.run(IMPORT), "after 5 minutes (importWaitMinutes). The import may still");

      reader.commit();
    }
    airlock.awaitImports();
    assertThat(newImports()).isEqualTo(1);
    assertThat(message(airlock.run(IMPORT))).contains("was asked for before");
    assertThat(newImports()).isEqualTo(1);
  }

  @Test
  void importFails() throws Exception {
    execute("ALTER TABLE ad_impressions RENAME TO hidden");

    fails(airlock.run(IMPORT), "failed: ");
    assertThat(newImports()).isEqualTo(1);

    execute("ALTER TABLE hidden RENAME TO ad_impressions");
    JobResult result = airlock.run(IMPORT);
    assertThat(result.exitCode()).isEqualTo(JobResult.DONE);
    assertThat(message(result)).contains(", since job ", " failed: ", "rows imported");
    assertThat(newImports()).isEqualTo(2);
  }

  @Test
  void jobIsPrunedDuringTheImport() throws Exception {
    airlock
        .proxy()
        .follow(
            call ->
                follows(call)
                    ? Fault.answer(400, "application/json", "{\"error\": \"not found\"}")
                    : Fault.pass());

    JobResult result = airlock.run(IMPORT);

    assertThat(result.exitCode()).isEqualTo(JobResult.DONE);
    assertThat(message(result)).contains("which Airlock does not know any more");
    assertThat(newImports()).isEqualTo(1);
    airlock.awaitImports();
  }

  /** The run succeeds with one import, and the same again makes no other. */
  private void succeeds() throws Exception {
    JobResult result = airlock.run(IMPORT);

    assertThat(result.exitCode()).as("%s", result).isEqualTo(JobResult.DONE);
    assertThat(message(result)).contains("rows imported").doesNotContain("but the CSV has");
    assertThat(newImports()).isEqualTo(1);
    airlock.job().output().requireEverythingUpTo(DAY);

    assertThat(message(airlock.run(IMPORT))).endsWith("(COMPLETED)");
    assertThat(newImports()).isEqualTo(1);
  }

  private static void fails(JobResult result, String message) {
    assertThat(result.exitCode()).isEqualTo(JobResult.FAILED);
    assertThat(airlock.failures()).last().asString().contains(message);
  }

  private static String message(JobResult result) {
    return result.stages().get(result.stages().size() - 1).message();
  }

  private int newImports() {
    return airlock.imports() - importsBefore;
  }

  private static boolean creates(Call call) {
    return call.method().equals("POST") && call.path().endsWith("/dataimport");
  }

  private static boolean follows(Call call) {
    return call.path().contains("/airlytics/dataimport/");
  }

  /** Something happens to the first call of a kind. */
  private static void once(Fault fault, Predicate<Call> kind) {
    boolean[] happened = {false};
    airlock
        .proxy()
        .follow(
            call -> {
              if (kind.test(call) && !happened[0]) {
                happened[0] = true;
                return fault;
              }
              return Fault.pass();
            });
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(airlock.job().services().userDb().jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
