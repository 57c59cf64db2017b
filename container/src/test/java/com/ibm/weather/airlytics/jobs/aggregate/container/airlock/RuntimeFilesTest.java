package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.feature;
import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.rule;
import static com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Season.runtime;
import static com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FileServer.answer;
import static com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FileServer.file;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FileServer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockException;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is downloaded, and what a server or a file that is not well leads to. */
class RuntimeFilesTest {

  private static final String RUNTIME = "AirlockRuntimePRODUCTION.json";
  private static final String TEXT = runtime(feature(rule("Rule"))).toString();

  @TempDir private Path folder;
  private Season season;

  @BeforeEach
  void start() throws Exception {
    season = Season.start(folder);
  }

  @AfterEach
  void stop() {
    season.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 301, 302, 304, 307, 400, 401, 403, 404, 410})
  void anAnswerOtherThan200FailsTheRunAtOnce(int status) {
    season.with(RUNTIME, answer(status, status < 400 ? "" : "<b>no</b>\n such file"));
    assertThat(season.refusal(InvalidInputException.class))
        .isEqualTo(
            "%s answered %d: %s; check devS3Path, productId and seasonId in %s"
                .formatted(
                    season.url(RUNTIME),
                    status,
                    status < 400 ? "" : "<b>no</b> such file",
                    season.defaultsFile()));
    assertThat(season.requests()).hasSize(1);
    assertThat(season.notices()).isEmpty();
  }

  @Test
  void aServerErrorIsWaitedOut() {
    season.with(RUNTIME, answer(500, "restarting"), answer(503, ""), file(TEXT));
    assertThat(season.configuration().eventName()).isEqualTo("Rule");
    assertThat(season.notices())
        .containsExactly(
            season.url(RUNTIME) + " answered 500: restarting; trying again in 0 s",
            season.url(RUNTIME) + " answered 503: ; trying again in 0 s");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429})
  void aServerThatHasTooMuchToDoIsWaitedOut(int status) {
    season.with(RUNTIME, answer(status, "later"), file(TEXT));
    assertThat(season.configuration().eventName()).isEqualTo("Rule");
    assertThat(season.notices())
        .containsExactly(
            season.url(RUNTIME) + " answered %d: later; trying again in 0 s".formatted(status));
  }

  @Test
  void aRedirectIsNotFollowed() {
    season
        .with(
            RUNTIME,
            exchange -> {
              exchange.getResponseHeaders().set("Location", season.url("elsewhere"));
              exchange.sendResponseHeaders(302, -1);
            })
        .with("elsewhere", file(TEXT));
    assertThat(season.refusal(InvalidInputException.class))
        .startsWith(season.url(RUNTIME) + " answered 302: ");
    assertThat(season.requests()).containsExactly(RUNTIME);
  }

  @Test
  void aServerErrorThatStaysFailsTheRun() {
    season.with(RUNTIME, answer(500, "out of order"));
    assertThat(season.refusal(AirlockException.class))
        .isEqualTo(
            "%s answered 500: out of order, also at attempt 3; check that Airlock's server is well"
                    .formatted(season.url(RUNTIME))
                + " and devS3Path in %s right".formatted(season.defaultsFile()));
    assertThat(season.requests()).hasSize(3);
  }

  @Test
  void aServerThatIsNotThereFailsTheRun() {
    season.close();
    assertThat(season.refusal(AirlockException.class))
        .startsWith(
            season.url(RUNTIME)
                + " gave no answer (java.net.ConnectException: Connection refused), also at"
                + " attempt 3");
  }

  @Test
  void aServerThatIsSilentFailsTheRun() throws IOException {
    try (FileServer server = FileServer.start();
        Season silent = Season.start(folder, server)) {
      silent
          .patience(new Patience(Duration.ofMillis(50), List.of(Duration.ZERO)))
          .with(RUNTIME, server.silence());
      assertThat(silent.refusal(AirlockException.class))
          .contains("gave no answer (java.net.SocketTimeoutException: Read timed out)")
          .contains("also at attempt 2");
    }
  }

  @Test
  void aServerWhoseAnswerTricklesFailsTheRun() throws IOException {
    try (FileServer server = FileServer.start();
        Season slow = Season.start(folder, server)) {
      slow.patience(new Patience(Duration.ofMillis(200), List.of()))
          .with(RUNTIME, server.trickle());
      assertThat(slow.refusal(AirlockException.class))
          .contains("gave no answer (java.io.InterruptedIOException: not all of it within 0 s)");
    }
  }

  @Test
  void aStopDoesNotWaitForASilentServer() throws IOException {
    Thread job = Thread.currentThread();
    try (FileServer server = FileServer.start();
        Season silent = Season.start(folder, server)) {
      silent.with(
          RUNTIME,
          exchange -> {
            job.interrupt();
            server.silence().handle(exchange);
          });
      assertThat(silent.refusal(CancellationException.class))
          .isEqualTo("stopped while waiting for the download");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(silent.requests()).hasSize(1);
    }
  }

  @Test
  void anAnswerThatBreaksOffIsAskedForAgain() {
    HttpHandler broken =
        exchange -> {
          byte[] half = TEXT.substring(0, TEXT.length() / 2).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, TEXT.length());
          exchange.getResponseBody().write(half);
          exchange.getResponseBody().flush();
        };
    season.with(RUNTIME, broken, file(TEXT));
    assertThat(season.configuration().eventName()).isEqualTo("Rule");
    assertThat(season.notices()).singleElement().asString().contains("gave no answer");
  }

  @Test
  void compressedAnswersAreRead() throws IOException {
    byte[] compressed = gzip(TEXT);
    season.with(
        RUNTIME,
        exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding")).isEqualTo("gzip");
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, compressed.length);
          exchange.getResponseBody().write(compressed);
        });
    assertThat(season.configuration().eventName()).isEqualTo("Rule");
  }

  @Test
  void aByteOrderMarkIsNoMistake() {
    season.with(RUNTIME, file("\uFEFF" + TEXT));
    assertThat(season.configuration().eventName()).isEqualTo("Rule");
  }

  @Test
  void aFileThatIsNoTextIsEncryptedOrDamaged() {
    byte[] cipher = new byte[4096];
    new Random(7).nextBytes(cipher);
    season.with(RUNTIME, answer(200, cipher));
    assertThat(season.refusal(InvalidInputException.class))
        .isEqualTo(
            season.url(RUNTIME)
                + " is not UTF-8 text: it is encrypted, and the season's encryption must be off for"
                + " this job, or damaged, and Airlock writes it anew when a feature is saved");
  }

  @Test
  void aTruncatedFileIsRecognised() {
    season.with(RUNTIME, file(TEXT.substring(0, 1000)));
    assertThat(season.refusal(InvalidInputException.class))
        .isEqualTo(
            season.url(RUNTIME)
                + " is cut off after 1,000 characters; have Airlock write it anew, by saving a"
                + " feature");
    season.with(RUNTIME, answer(200, ""));
    assertThat(season.refusal(InvalidInputException.class)).contains("cut off after 0 characters");
  }

  @Test
  void aPageThatIsNoRuntimeFileIsRecognised() {
    season.with(RUNTIME, file("<html><body>Please sign in</body></html>"));
    assertThat(season.refusal(InvalidInputException.class))
        .startsWith(season.url(RUNTIME) + " is not the JSON that is expected")
        .endsWith("it begins with: <html><body>Please sign in</body></html>");
    season.with(RUNTIME, file("{\"features\": []}"));
    assertThat(season.refusal(InvalidInputException.class))
        .isEqualTo(
            season.url(RUNTIME)
                + " has no root with features: it is not one of Airlock's runtime files");
  }

  @Test
  void aFileThatTheContainerHasNoMemoryForIsRefused() throws IOException {
    byte[] bomb = gzip(" ".repeat((4 << 20) + 1));
    season.with(
        RUNTIME,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, bomb.length);
          exchange.getResponseBody().write(bomb);
        });
    assertThat(season.refusal(InvalidInputException.class))
        .isEqualTo(
            season.url(RUNTIME)
                + " is larger than 4,194,304 bytes, the most that the job has memory for");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
