package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Refuses every request, and keeps its authorization. */
final class RecordingServer implements AutoCloseable {

  private static final int REFUSED = 403;
  private static final String PASSWORD = "password";

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger handshakes;
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  private RecordingServer(HttpServer server, String scheme, AtomicInteger handshakes) {
    this.server = server;
    this.handshakes = handshakes;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            authorizations.add(String.valueOf(exchange.getRequestHeaders().get("Authorization")));
            exchange.sendResponseHeaders(REFUSED, -1);
          }
        });
    server.start();
  }

  static RecordingServer start() throws IOException {
    return new RecordingServer(HttpServer.create(anyPort(), 0), "http", new AtomicInteger());
  }

  /**
   * A server with a certificate that nobody has signed but itself.
   *
   * @param folder keeps the certificate
   */
  static RecordingServer startSelfSigned(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    AtomicInteger handshakes = new AtomicInteger();
    server.setHttpsConfigurator(
        new HttpsConfigurator(selfSigned(folder.resolve("server.p12"))) {
          @Override
          public void configure(HttpsParameters parameters) {
            handshakes.incrementAndGet();
            super.configure(parameters);
          }
        });
    return new RecordingServer(server, "https", handshakes);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static SSLContext selfSigned(Path file)
      throws IOException, InterruptedException, GeneralSecurityException {
    int exitCode =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (exitCode != 0) {
      throw new IllegalStateException("keytool ended with " + exitCode);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(file)) {
      store.load(stream, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  String url() {
    return "%s://localhost:%d".formatted(scheme, server.getAddress().getPort());
  }

  /** How often somebody began to speak TLS. */
  int handshakes() {
    return handshakes.get();
  }

  /** The headers {@code Authorization} of all requests. */
  List<String> authorizations() {
    return authorizations;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
