package com.ibm.weather.airlytics.jobs.aggregate.local;

import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Credentials;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.LocalAthena;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.LocalAthenaOptions;
import com.ibm.weather.airlytics.jobs.aggregate.local.s3.LocalS3;
import com.ibm.weather.airlytics.jobs.aggregate.local.userdb.LocalUserDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * S3, Athena, Airlock and the user DB on this machine, with all their data below one folder that
 * survives restarts.
 */
public final class LocalServices implements AutoCloseable {

  /** The schema of the user DB that imports go to. */
  public static final String USER_DB_SCHEMA = "public";

  private final Path folder;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final LocalS3 s3;
  private final LocalAthena athena;
  private final LocalUserDb userDb;
  private final LocalAirlock airlock;

  private LocalServices(
      Path folder,
      LocalPorts ports,
      Optional<Credentials> credentials,
      UnaryOperator<LocalAthenaOptions> athenaOptions)
      throws IOException {
    this.folder = folder;
    try {
      opened(FolderLock.of(folder));
      s3 = opened(LocalS3.start(ports.s3(), Files.createDirectories(objects())));
      athena =
          opened(
              LocalAthena.start(
                  athenaOptions.apply(
                      LocalAthenaOptions.of(objects(), folder.resolve("catalog"))
                          .withPort(ports.athena()))));
      userDb = opened(LocalUserDb.start(ports.userDb(), folder.resolve("user-db")));
      airlock =
          opened(
              LocalAirlock.start(
                  ports.airlock(),
                  new LocalAirlock.Options(
                      folder.resolve("airlock"),
                      folder.resolve("airlock-runtime"),
                      objects(),
                      userDb.jdbcUrl(),
                      USER_DB_SCHEMA,
                      credentials)));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Starts all services with an Airlock that lets everybody in; see the other method. */
  public static LocalServices start(Path folder, LocalPorts ports) {
    return start(folder, ports, Optional.empty());
  }

  /**
   * Starts all services; they answer when this returns.
   *
   * @param folder created when it is missing
   * @param credentials what a session with Airlock starts with; empty: no authentication
   * @throws LocalException when the folder cannot be written or a port is taken
   */
  public static LocalServices start(
      Path folder, LocalPorts ports, Optional<Credentials> credentials) {
    return start(folder, ports, credentials, UnaryOperator.identity());
  }

  /** The same with an Athena that has other options, for example slower queries. */
  public static LocalServices start(
      Path folder,
      LocalPorts ports,
      Optional<Credentials> credentials,
      UnaryOperator<LocalAthenaOptions> athenaOptions) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new LocalException(
          "the folder %s cannot be made (%s); name another with --folder".formatted(folder, e), e);
    }
    if (!Files.isWritable(folder)) {
      throw new LocalException(
          "the folder %s cannot be written; name another with --folder".formatted(folder));
    }
    try {
      return new LocalServices(
          folder.toAbsolutePath().normalize(), ports, credentials, athenaOptions);
    } catch (IOException | UncheckedIOException e) {
      throw new LocalException(e.getMessage(), e);
    }
  }

  private <T extends AutoCloseable> T opened(T service) {
    started.push(service);
    return service;
  }

  /** The folder behind S3: {@code s3://bucket/key} is the file {@code bucket/key} in it. */
  public Path objects() {
    return folder.resolve("objects");
  }

  /** The folder with everything. */
  public Path folder() {
    return folder;
  }

  public LocalS3 s3() {
    return s3;
  }

  public LocalAthena athena() {
    return athena;
  }

  public LocalUserDb userDb() {
    return userDb;
  }

  public LocalAirlock airlock() {
    return airlock;
  }

  /** The environment variables that lead AWS clients here. */
  public Map<String, String> awsEnvironment() {
    return Map.of(
        "AWS_ENDPOINT_URL_S3", s3.endpoint().toString(),
        "AWS_ENDPOINT_URL_ATHENA", athena.endpoint().toString(),
        "AWS_REGION", "eu-west-1",
        "AWS_DEFAULT_REGION", "eu-west-1",
        "AWS_ACCESS_KEY_ID", "local",
        "AWS_SECRET_ACCESS_KEY", "local");
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a service did not stop", e);
      }
    }
  }
}
