package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import com.ibm.weather.airlytics.jobs.aggregate.local.userdb.LocalUserDb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A user DB for all tests of a class, and for each of them an Airlock that lets everybody in. */
abstract class ImportTestBed {

  static LocalUserDb userDb;

  @TempDir Path folder;
  ImportFixture fixture;
  AdminClient client;

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
    fixture = new ImportFixture(userDb, folder, Optional.empty());
    client = fixture.client();
  }

  @AfterEach
  void stopAirlock() {
    fixture.close();
  }
}
