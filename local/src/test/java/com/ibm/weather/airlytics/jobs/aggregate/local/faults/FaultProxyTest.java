package com.ibm.weather.airlytics.jobs.aggregate.local.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultProxyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private EchoService service;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    service = new EchoService();
    proxy = FaultProxy.before(service.baseUrl(), call -> Fault.pass());
  }

  @AfterEach
  void stop() {
    proxy.close();
    service.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3_000_000})
  void bodiesPassByteForByteOfKnownAndUnknownLength(int length) throws Exception {
    byte[] body = new byte[length];
    new Random(length).nextBytes(body);

    for (BodyPublisher publisher :
        List.of(
            BodyPublishers.ofByteArray(body),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))) {
      assertThat(http.send(post("/a").POST(publisher).build(), BodyHandlers.ofByteArray()).body())
          .isEqualTo(body);
      assertThat(
              http.send(
                      post("/a").POST(publisher).expectContinue(true).build(),
                      BodyHandlers.ofByteArray())
                  .body())
          .isEqualTo(body);
    }
  }

  @Test
  void headersTheHostAndTheQueryPassAsTheyWereSent() throws Exception {
    HttpResponse<String> answer = send(post("/a%20b?c=%2F").header("X-Asked", "so"));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("X-Answered")).contains("yes");
    assertThat(service.work())
        .containsExactly("POST /base/a%20b?c=%2F " + proxy.url().getAuthority() + " so");
  }

  @Test
  void callsAreCountedAndRecorded() throws Exception {
    send(post("/a?b=c"));
    send(post("/a").header("X-Amz-Target", "AmazonAthena.StartQueryExecution"));
    send(post("/a"));

    assertThat(proxy.calls())
        .containsExactly(
            new Call(1, 1, "POST", "/base/a", "b=c", Optional.empty()),
            new Call(2, 1, "POST", "/base/a", "", Optional.of("AmazonAthena.StartQueryExecution")),
            new Call(3, 2, "POST", "/base/a", "", Optional.empty()));
  }

  @Test
  void anAnswerInPlaceOfTheServiceSparesItTheWork() throws Exception {
    proxy.follow(call -> Fault.answer(503, "application/json", "{\"error\": \"é\"}"));

    HttpResponse<String> answer = send(post("/a"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).isEqualTo("{\"error\": \"é\"}");
    assertThat(service.work()).isEmpty();
  }

  @Test
  void anAnswerReachesAClientThatIsStillSending() throws Exception {
    proxy.follow(call -> Fault.answer(401, "text/plain", "no"));

    HttpRequest request = post("/a").POST(BodyPublishers.ofByteArray(new byte[20_000_000])).build();

    assertThat(http.send(request, BodyHandlers.ofString()).body()).isEqualTo("no");
  }

  @Test
  void anotherAnswerAfterTheWorkHidesTheServices() throws Exception {
    proxy.follow(call -> Fault.answer(500, "text/html", "<html></html>").afterWork());

    assertThat(send(post("/a")).body()).isEqualTo("<html></html>");

    assertThat(service.work()).hasSize(1);
  }

  @Test
  void aCallIsDroppedBeforeOrAfterTheWork() {
    proxy.follow(call -> call.number() == 1 ? Fault.drop() : Fault.drop().afterWork());

    assertThatThrownBy(() -> send(post("/before"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> send(post("/after"))).isInstanceOf(IOException.class);

    assertThat(service.work()).singleElement().asString().contains("/after");
  }

  @Test
  void aServiceWaitsForNoClientThatIsGoneInTheMiddleOfItsCall() throws Exception {
    try (Socket client = new Socket(proxy.url().getHost(), proxy.url().getPort())) {
      String start = "POST /gone HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nonly so far";
      client.getOutputStream().write(start.getBytes(UTF_8));
      await(() -> proxy.calls().size() == 1);
    }

    assertThat(send(post("/next").timeout(PATIENCE)).statusCode()).isEqualTo(201);

    assertThat(service.work()).singleElement().asString().contains("/next");
  }

  @Test
  void aDelayedCallIsAnsweredLater() throws Exception {
    Duration delay = Duration.ofMillis(150);
    proxy.follow(call -> Fault.pass().after(delay));
    Instant start = Instant.now();

    assertThat(send(post("/a")).body()).isEqualTo("body");

    assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(delay);
  }

  @Test
  void aCallThatIsHeldReachesTheServiceWhenItIsReleased() {
    proxy.follow(call -> Fault.pass().afterRelease());

    assertThatThrownBy(() -> send(post("/a").timeout(Duration.ofMillis(200))))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(service.work()).isEmpty();

    proxy.release();
    await(() -> service.work().size() == 1);
  }

  @Test
  void anAnswerThatIsHeldIsTheServicesWhenItIsReleased() throws Exception {
    proxy.follow(call -> Fault.pass().afterRelease().afterWork());

    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(post("/a").build(), BodyHandlers.ofString());
    await(() -> service.work().size() == 1);
    assertThat(answer).isNotDone();

    proxy.release();
    assertThat(answer.get().body()).isEqualTo("body");
    assertThat(service.work()).hasSize(1);
  }

  @Test
  void fromTheCallThatStopsItOnTheServiceIsGone() throws Exception {
    proxy.follow(call -> call.number() == 2 ? Fault.stop() : Fault.pass());

    assertThat(send(post("/a")).statusCode()).isEqualTo(201);
    assertThatThrownBy(() -> send(post("/a"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> send(post("/a"))).isInstanceOf(IOException.class);

    assertThat(service.work()).hasSize(1);
    assertThat(proxy.calls()).hasSize(2);
  }

  @Test
  void aStopCutsOffTheCallsThatAreHeld() {
    proxy.follow(
        call -> call.path().endsWith("/held") ? Fault.pass().afterRelease() : Fault.stop());
    CompletableFuture<HttpResponse<String>> held =
        http.sendAsync(post("/held").build(), BodyHandlers.ofString());
    await(() -> proxy.calls().size() == 1);

    assertThatThrownBy(() -> send(post("/a"))).isInstanceOf(IOException.class);

    assertThat(held).failsWithin(PATIENCE);
    assertThat(service.work()).isEmpty();
  }

  private HttpRequest.Builder post(String path) {
    return HttpRequest.newBuilder(URI.create(proxy.url() + path))
        .POST(BodyPublishers.ofByteArray("body".getBytes(UTF_8)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static void await(BooleanSupplier condition) {
    Instant limit = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("the time to wait").isBefore(limit);
      Thread.onSpinWait();
    }
  }
}
