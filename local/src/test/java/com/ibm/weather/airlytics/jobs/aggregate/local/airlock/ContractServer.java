package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Credentials;
import com.ibm.weather.airlytics.jobs.aggregate.local.userdb.LocalUserDb;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The server that the contract is asked of, see {@link AirlockContractTest}.
 *
 * @param rows the number of rows in the file that the job imports
 * @param services what was started here, in the order to stop it
 */
record ContractServer(
    AdminClient client,
    Optional<Credentials> credentials,
    ObjectNode job,
    long rows,
    List<Closeable> services)
    implements Closeable {

  private static final String PREFIX = "airlock.contract.";

  /** The server that the system properties name, or else a local one that is started. */
  static ContractServer start(Path folder) throws IOException, SQLException {
    return System.getProperty(PREFIX + "baseUrl") == null ? startLocal(folder) : named();
  }

  private static ContractServer startLocal(Path folder) throws IOException, SQLException {
    Credentials credentials = new Credentials("contract key", "contract \"password\"");
    LocalUserDb userDb = LocalUserDb.start(0, folder.resolve("user-db"));
    ImportFixture fixture = new ImportFixture(userDb, folder, Optional.of(credentials));
    fixture.object("ltv/part.gz", "a,1,100,2\n\"b,c\",2,0,0\n");
    return new ContractServer(
        fixture.client(),
        Optional.of(credentials),
        AdminClient.job(),
        2,
        List.of(fixture::close, userDb::close));
  }

  private static ContractServer named() {
    ObjectNode job = AdminClient.job();
    job.put("s3File", property("s3File")).put("targetTable", property("targetTable"));
    ArrayNode columns = job.putArray("affectedColumns");
    for (String column : property("columns").split(",", -1)) {
      columns.add(column);
    }
    return new ContractServer(
        new AdminClient(URI.create(property("baseUrl")), property("productId")),
        Optional.ofNullable(System.getenv("AIRLOCK_KEY")).map(ContractServer::withPassword),
        job,
        Long.parseLong(property("rows")),
        List.of());
  }

  private static Credentials withPassword(String key) {
    return new Credentials(
        key, Objects.requireNonNull(System.getenv("AIRLOCK_PASSWORD"), "Set AIRLOCK_PASSWORD too"));
  }

  private static String property(String name) {
    return Optional.ofNullable(System.getProperty(PREFIX + name))
        .orElseThrow(() -> new IllegalStateException("Set the system property " + PREFIX + name));
  }

  @Override
  public void close() throws IOException {
    for (Closeable service : services) {
      service.close();
    }
  }
}
