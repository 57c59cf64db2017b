package com.ibm.weather.airlytics.jobs.aggregate.local.userdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalUserDbTest {

  private static final List<String> COLUMNS =
      List.of("revenue_d1", "cnt_d1", "revenue_total", "cnt_total");

  @TempDir Path folder;

  @Test
  void anImportTableHasTheDocumentedColumns() throws Exception {
    try (LocalUserDb userDb = LocalUserDb.start(0, folder)) {
      userDb.createImportTable("users", "ad_impressions", COLUMNS, "decimal(18,2)");
      userDb.createImportTable("users", "ad_impressions", COLUMNS, "decimal(18,2)");

      assertThat(
              Queries.rows(
                  userDb,
                  """
                  SELECT concat_ws(' ', column_name, data_type, character_maximum_length,
                                   numeric_precision, numeric_scale, is_nullable, column_default)
                  FROM information_schema.columns
                  WHERE table_schema = 'users' AND table_name = 'ad_impressions'
                  ORDER BY ordinal_position
                  """))
          .containsExactly(
              "user_id character varying 64 NO",
              "shard integer 32 0 NO",
              "revenue_d1 numeric 18 2 YES",
              "cnt_d1 bigint 64 0 YES",
              "revenue_total numeric 18 2 YES",
              "cnt_total bigint 64 0 YES",
              "created_at timestamp without time zone NO now()");
      assertThatThrownBy(
              () ->
                  Queries.execute(
                      userDb, "INSERT INTO users.ad_impressions VALUES ('u', 1), ('u', 2)"))
          .hasMessageContaining("duplicate key");
    }
  }

  @Test
  void namesCannotChangeTheStatement() throws Exception {
    String spiteful = "t\" (a int); DROP SCHEMA public; --";
    try (LocalUserDb userDb = LocalUserDb.start(0, folder)) {
      userDb.createImportTable("My Schema", spiteful, List.of("a\"b", "select"), "double");

      assertThat(
              Queries.rows(
                  userDb,
                  "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'My Schema'"))
          .contains(spiteful + ".a\"b", spiteful + ".select");
      assertThat(Queries.rows(userDb, "SELECT nspname FROM pg_namespace")).contains("public");
      assertThatThrownBy(
              () -> userDb.createImportTable("s", "t", COLUMNS, "bigint); DROP SCHEMA public; --"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("decimal(p,s)");
    }
  }

  @Test
  void dataSurvivesARestart() throws Exception {
    try (LocalUserDb userDb = LocalUserDb.start(0, folder)) {
      Queries.execute(userDb, "CREATE TABLE kept AS SELECT 'still here' AS word");
    }

    try (LocalUserDb userDb = LocalUserDb.start(0, folder)) {
      assertThat(Queries.rows(userDb, "SELECT word FROM kept")).containsExactly("still here");
    }
  }

  @Test
  void theServerOfAKilledProcessIsReplaced() throws Exception {
    Process killed = startInAnotherProcess();
    killed.destroyForcibly().waitFor();
    assertThat(folder.resolve("data/postmaster.pid")).exists();

    try (LocalUserDb userDb = LocalUserDb.start(0, folder)) {
      assertThat(Queries.rows(userDb, "SELECT word FROM kept")).containsExactly("still here");
    }
  }

  @Test
  void aPidFileThatNamesAnotherProgramIsRemovedAndTheProgramSpared() throws Exception {
    LocalUserDb.start(0, folder).close();
    Process bystander = startInAnotherProcess(folder.resolve("elsewhere"));
    try {
      Files.writeString(
          folder.resolve("data/postmaster.pid"),
          bystander.pid() + "\n" + folder.resolve("data") + "\n");

      try (LocalUserDb userDb = LocalUserDb.start(0, folder)) {
        assertThat(Queries.rows(userDb, "SELECT 'up'")).containsExactly("up");
        assertThat(bystander.isAlive()).isTrue();
      }
    } finally {
      bystander.destroy();
      bystander.waitFor();
    }
  }

  @Test
  void aFirstStartThatWasInterruptedIsMadeGood() throws Exception {
    Files.createDirectories(folder.resolve("data/base"));
    Files.writeString(folder.resolve("data/PG_VERSION"), "14\n");

    try (LocalUserDb userDb = LocalUserDb.start(0, folder)) {
      assertThat(Queries.rows(userDb, "SELECT 'up'")).containsExactly("up");
    }
  }

  @Test
  void aFolderIsNotSharedByTwoServers() throws Exception {
    try (LocalUserDb userDb = LocalUserDb.start(0, folder)) {
      assertThatThrownBy(() -> LocalUserDb.start(0, folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(folder.toRealPath().resolve("data").toString());

      assertThat(Queries.rows(userDb, "SELECT 'up'")).containsExactly("up");
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> LocalUserDb.start(taken.getLocalPort(), folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + taken.getLocalPort());
    }
  }

  /** Runs a server with one table until it is killed or, asked politely, stops it. */
  static final class OtherProcess {
    public static void main(String[] arguments) throws Exception {
      LocalUserDb userDb = LocalUserDb.start(0, Path.of(arguments[0]));
      Queries.execute(userDb, "CREATE TABLE kept AS SELECT 'still here' AS word");
      System.out.println("started");
      Thread.currentThread().join();
    }
  }

  private Process startInAnotherProcess() throws IOException {
    return startInAnotherProcess(folder);
  }

  private static Process startInAnotherProcess(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader();
    assertThat(output.readLine()).isEqualTo("started");
    return process;
  }
}
