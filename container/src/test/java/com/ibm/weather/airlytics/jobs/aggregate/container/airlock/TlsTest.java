package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.feature;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FileServer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates are verified. */
class TlsTest {

  private static final String PASSWORD = "password";

  @TempDir private Path folder;

  @Test
  void aServerWithACertificateOfItsOwnMakingIsNotTrusted() throws Exception {
    try (FileServer server = FileServer.start(selfSigned());
        Season season = Season.start(folder, server).with(feature())) {
      assertThat(season.refusal(AirlockException.class))
          .startsWith(season.url("AirlockRuntimePRODUCTION.json") + " gave no answer")
          .contains("SSLHandshakeException");
      assertThat(season.requests()).isEmpty();
    }
  }

  private SSLContext selfSigned() throws Exception {
    Path file = folder.resolve("server.p12");
    Process keytool =
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
            .start();
    assertThat(keytool.waitFor()).isZero();
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
}
