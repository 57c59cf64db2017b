package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Credentials;
import com.ibm.weather.airlytics.jobs.aggregate.local.userdb.LocalUserDb;
import com.ibm.weather.airlytics.jobs.aggregate.local.userdb.Queries;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** An Airlock, and a user DB whose table {@code ad_impressions} holds one user in each schema. */
final class ImportFixture implements AutoCloseable {

  static final String BEFORE = "old|1|10|1";

  private final LocalUserDb userDb;
  private final Path folder;
  private final Optional<Credentials> credentials;
  private LocalAirlock airlock;

  ImportFixture(LocalUserDb userDb, Path folder, Optional<Credentials> credentials)
      throws IOException, SQLException {
    this.userDb = userDb;
    this.folder = folder;
    this.credentials = credentials;
    Queries.execute(
        userDb, "DROP SCHEMA IF EXISTS users CASCADE", "DROP SCHEMA IF EXISTS users_dev CASCADE");
    for (String schema : List.of("users", "users_dev")) {
      userDb.createImportTable(schema, "ad_impressions", List.of("revenue_d1", "cnt_d1"), "bigint");
      Queries.execute(userDb, "INSERT INTO " + schema + ".ad_impressions VALUES ('old', 1, 10, 1)");
    }
    startAirlock();
  }

  void startAirlock() throws IOException {
    airlock =
        LocalAirlock.start(
            0,
            new LocalAirlock.Options(
                folder.resolve("jobs"),
                folder.resolve("runtime"),
                folder.resolve("objects"),
                userDb.jdbcUrl(),
                "users",
                credentials));
  }

  LocalAirlock airlock() {
    return airlock;
  }

  AdminClient client() {
    return new AdminClient(airlock.baseUrl());
  }

  /** Writes an object of the bucket {@code imports}, packed as its name says. */
  Path object(String key, String content) throws IOException {
    Path file = folder.resolve("objects/imports").resolve(key);
    Files.createDirectories(file.getParent());
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = key.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      out.write(content.getBytes(UTF_8));
    }
    return file;
  }

  List<String> users(String schema) throws SQLException {
    return Queries.rows(
        userDb,
        "SELECT concat_ws('|', user_id, shard, coalesce(revenue_d1::text, 'null'), cnt_d1) FROM %s.ad_impressions ORDER BY 1"
            .formatted(schema));
  }

  List<String> tables() throws SQLException {
    return Queries.rows(
        userDb,
        "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname LIKE 'users%' ORDER BY 1");
  }

  @Override
  public void close() {
    airlock.close();
  }
}
