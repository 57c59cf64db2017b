package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that cannot be trusted, or do not answer. */
class AirlockConnectionTest {

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;

  @Test
  void aCertificateThatJavaDoesNotTrustIsRefused() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpsServer server = HttpsServer.create(ANY_PORT, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
    server.createContext("/", exchange -> requests.incrementAndGet());
    server.start();
    try {
      AirlockClient client =
          client("https://127.0.0.1:" + server.getAddress().getPort(), Duration.ofSeconds(20));

      assertThatThrownBy(() -> client.imports("p"))
          .isInstanceOf(AirlockException.class)
          .hasMessageContaining("got no trusted connection (")
          .hasMessageEndingWith("give Java's trust store the server's certificate");
      assertThat(requests).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest(name = "begins to answer: {0}")
  @ValueSource(booleans = {false, true})
  void aServerThatDoesNotAnswerInTimeIsGivenUp(boolean begins) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    HttpServer server = HttpServer.create(ANY_PORT, 0);
    server.createContext(
        "/",
        exchange -> {
          if (begins) {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
          }
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    server.start();
    try {
      AirlockClient client =
          client("http://127.0.0.1:" + server.getAddress().getPort(), Duration.ofMillis(300));

      assertThatThrownBy(() -> client.imports("p"))
          .isInstanceOf(AirlockException.class)
          .hasMessageContaining("got no answer within ");
    } finally {
      end.countDown();
      server.stop(0);
    }
  }

  private static AirlockClient client(String baseUrl, Duration timeout) {
    AirlockHttp http = new AirlockHttp(baseUrl, timeout, List.of());
    return new AirlockClient(http, Optional.empty(), Clock.systemUTC());
  }

  private SSLContext selfSigned() throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(store)) {
      keys.load(file, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
