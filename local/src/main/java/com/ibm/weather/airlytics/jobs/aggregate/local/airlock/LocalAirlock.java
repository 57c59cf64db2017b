package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Airlock over HTTP on the loopback address: its runtime files, and its admin API with sessions and
 * the import jobs that fill the user DB. Jobs survive restarts, session tokens do not; an import
 * that a restart interrupted is done again. The newest 100 jobs of a product are kept, older ones
 * only while they wait or run.
 */
public final class LocalAirlock implements AutoCloseable {

  /**
   * What an Airlock key is used with.
   *
   * @param key the key, as in {@code AIRLOCK_KEY}
   * @param password its password, as in {@code AIRLOCK_PASSWORD}
   * @param permissions what its sessions may do
   */
  public record Credentials(String key, String password, Set<Permission> permissions) {

    public Credentials {
      permissions = Set.copyOf(permissions);
    }

    /** A key that may do everything. */
    public Credentials(String key, String password) {
      this(key, password, EnumSet.allOf(Permission.class));
    }
  }

  /** What a key may be allowed to do with import jobs. */
  public enum Permission {
    /** Create jobs; without {@link #VIEW} the answer is 401 although the job was created. */
    CREATE,
    /** See jobs. */
    VIEW
  }

  /**
   * What the server works on.
   *
   * @param jobs the folder that keeps the import jobs, a JSON file each; created when missing
   * @param runtimeFiles the folder of the runtime files; created when missing
   * @param objects the folder behind S3: {@code s3://bucket/key} is {@code <objects>/bucket/key}
   * @param userDbUrl the JDBC URL of the user DB
   * @param schema the schema of the target tables; imports for {@code devUsers} go to {@code
   *     <schema>_dev}
   * @param credentials what a session starts with; empty: no authentication
   */
  public record Options(
      Path jobs,
      Path runtimeFiles,
      Path objects,
      String userDbUrl,
      String schema,
      Optional<Credentials> credentials) {}

  private static final String BASE_PATH = "/airlock/api";
  private static final String RUNTIME_PATH = "/airlock/runtime/";
  private static final String PRODUCT_ID = "f2f6c7c0-5c0f-4f57-8d3e-0a6c1d1b7e01";
  private static final String SEASON_ID = "0d9a4b1e-7e35-4c0a-9a43-6c2e8f5d3b02";
  private static final int REQUEST_THREADS = 4;
  private static final int KEPT_JOBS = 100;

  private final HttpServer server;
  private final ExecutorService requests;
  private final ImportService imports;
  private final Path season;

  private LocalAirlock(
      HttpServer server, ExecutorService requests, ImportService imports, Path season) {
    this.server = server;
    this.requests = requests;
    this.imports = imports;
    this.season = season;
  }

  /**
   * Starts the server; it is ready when this returns, and answers 503 before.
   *
   * @param port the TCP port, or 0 for any that is free
   * @throws IOException if the port is taken or the jobs cannot be read
   */
  public static LocalAirlock start(int port, Options options) throws IOException {
    return start(port, options, Clock.systemUTC());
  }

  static LocalAirlock start(int port, Options options, Clock clock) throws IOException {
    HttpServer server = listen(port);
    ExecutorService requests = Executors.newFixedThreadPool(REQUEST_THREADS);
    Startup startup = new Startup();
    server.setExecutor(requests);
    server.createContext(BASE_PATH, new HttpEndpoint(BASE_PATH, startup));
    server.createContext(RUNTIME_PATH, new RuntimeFiles(RUNTIME_PATH, options.runtimeFiles()));
    server.start();
    try {
      ImportJobs jobs = ImportJobs.open(options.jobs(), clock, KEPT_JOBS);
      TableImport tables = new TableImport(options.userDbUrl(), options.schema());
      ImportService imports = new ImportService(jobs, new S3Files(options.objects()), tables);
      imports.resume();
      Path season =
          options.runtimeFiles().resolve("seasons").resolve(PRODUCT_ID).resolve(SEASON_ID);
      LocalAirlock airlock = new LocalAirlock(server, requests, imports, season);
      airlock.writeDefaults();
      Sessions sessions = new Sessions(options.credentials(), clock);
      startup.end(new AdminApi(sessions, jobs, imports::submit));
      return airlock;
    } catch (IOException | RuntimeException e) {
      server.stop(0);
      requests.shutdownNow();
      throw e;
    }
  }

  private static HttpServer listen(int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new IOException(
          "Cannot start Airlock on port %d: choose another port, or 0 for any that is free."
              .formatted(port),
          e);
    }
  }

  /** The value for {@code airlockApiBaseUrl}, without a trailing slash. */
  public URI baseUrl() {
    return url(BASE_PATH);
  }

  /** The folder of the runtime files of the one season that this Airlock has. */
  public Path season() {
    return season;
  }

  /** The value for {@code AIRLOCK_DEFAULTS_FILE}. */
  public Path defaultsFile() {
    return season.resolve("AirlockDefaults.json");
  }

  /**
   * Shuts down the import service, but not the admin API: a job that is created from now on is
   * stored without a status, and answered 500. A running import comes to its end before.
   */
  public void stopImports() {
    imports.close();
  }

  private void writeDefaults() throws IOException {
    Files.createDirectories(season);
    String runtimeUrl = url(RUNTIME_PATH).toString();
    Map<String, String> defaults =
        Map.of(
            "productId", PRODUCT_ID,
            "seasonId", SEASON_ID,
            "s3Path", runtimeUrl,
            "devS3Path", runtimeUrl,
            "version", "V3.0");
    Files.writeString(defaultsFile(), Json.write(defaults));
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Stops at once, but lets an import that is running come to its end for some seconds. */
  @Override
  public void close() {
    server.stop(0);
    requests.shutdownNow();
    imports.close();
  }
}
