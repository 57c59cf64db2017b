package com.ibm.weather.airlytics.jobs.aggregate.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxiesTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private EchoService s3;
  private EchoService athena;
  private FaultProxies proxies;

  @BeforeEach
  void start() throws IOException {
    s3 = new EchoService();
    athena = new EchoService();
    proxies =
        FaultProxies.before(Map.of(Service.S3, s3.baseUrl(), Service.ATHENA, athena.baseUrl()));
  }

  @AfterEach
  void stop() {
    proxies.close();
    s3.close();
    athena.close();
  }

  @Test
  void callsOfAllServicesAreCountedTogether() throws Exception {
    call(Service.S3, "/a");
    call(Service.ATHENA, "/b");
    call(Service.S3, "/a?c");

    assertThat(proxies.calls())
        .extracting(RemoteCall::toString)
        .containsExactly(
            "call 1, S3 POST /base/a", "call 2, ATHENA POST /base/b", "call 3, S3 POST /base/a?c");
    assertThat(proxies.calls()).extracting(each -> each.call().number()).containsExactly(1, 1, 2);
  }

  @Test
  void whoIsCutOffReachesNoService() throws Exception {
    proxies.follow(call -> call.number() == 2 ? proxies.cutOff() : Fault.pass());
    call(Service.S3, "/a");
    assertThat(proxies.isCutOff()).isFalse();

    assertThatThrownBy(() -> call(Service.ATHENA, "/b")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> call(Service.ATHENA, "/b")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> call(Service.S3, "/a")).isInstanceOf(IOException.class);

    assertThat(proxies.isCutOff()).isTrue();
    assertThat(s3.work()).hasSize(1);
    assertThat(athena.work()).isEmpty();
    assertThat(proxies.calls()).hasSize(2);
  }

  @Test
  void aCutMayComeAfterTheWork() {
    proxies.follow(call -> proxies.cutOff().afterWork());

    assertThatThrownBy(() -> call(Service.ATHENA, "/b")).isInstanceOf(IOException.class);

    assertThat(athena.work()).hasSize(1);
    assertThat(proxies.isCutOff()).isTrue();
  }

  @Test
  void aCutEndsTheCallsOfOtherServicesThatAreUnderWay() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    proxies.follow(
        call -> {
          if (call.service() == Service.ATHENA) {
            return proxies.cutOff();
          }
          held.countDown();
          return Fault.pass().afterRelease();
        });
    var underWay = http.sendAsync(request(Service.S3, "/a"), BodyHandlers.discarding());
    held.await();

    assertThatThrownBy(() -> call(Service.ATHENA, "/b")).isInstanceOf(IOException.class);

    assertThat(underWay).failsWithin(Duration.ofSeconds(10));
    assertThat(s3.work()).isEmpty();
  }

  @Test
  void theNextClientIsServedUnderTheSameUrl() throws Exception {
    proxies.follow(call -> proxies.cutOff());
    assertThatThrownBy(() -> call(Service.S3, "/a")).isInstanceOf(IOException.class);

    proxies.resume();
    call(Service.S3, "/a");

    assertThat(proxies.isCutOff()).isFalse();
    assertThat(s3.work()).hasSize(1);
  }

  private void call(Service service, String path) throws IOException, InterruptedException {
    http.send(request(service, path), BodyHandlers.discarding());
  }

  private HttpRequest request(Service service, String path) {
    return HttpRequest.newBuilder(URI.create(proxies.url(service) + path))
        .POST(BodyPublishers.ofString("body"))
        .build();
  }
}
