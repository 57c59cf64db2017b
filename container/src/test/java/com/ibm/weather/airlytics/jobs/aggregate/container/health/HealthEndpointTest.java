package com.ibm.weather.airlytics.jobs.aggregate.container.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Http;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.BindException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthEndpointTest {

  private final AtomicLong nanoTime = new AtomicLong();
  private final Progress progress = new Progress(nanoTime::get);
  private final AtomicBoolean ready = new AtomicBoolean();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private HealthEndpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    endpoint = HealthEndpoint.start(0, progress::hang, ready::get, registry);
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void isAliveUntilTheRunHangs() throws Exception {
    progress.begin("ExportCsv of 2021-06-30 (PrepareCsv)");
    assertThat(get("/healthcheck/is-alive")).satisfies(answer -> isText(answer, 200, "alive\n"));
    nanoTime.addAndGet(Duration.ofMinutes(6).toNanos());
    assertThat(get("/healthcheck/is-alive"))
        .satisfies(
            answer ->
                isText(
                    answer,
                    503,
                    "ExportCsv of 2021-06-30 (PrepareCsv) has given no sign of life for"
                        + " 6 min 00 s\n"));
    progress.goOn();
    assertThat(get("/healthcheck/is-alive").statusCode()).isEqualTo(200);
  }

  @Test
  void isReadyOnceTheConfigurationWasRead() throws Exception {
    assertThat(get("/healthcheck/is-ready"))
        .satisfies(answer -> isText(answer, 503, "the configuration is not read yet\n"));
    ready.set(true);
    assertThat(get("/healthcheck/is-ready")).satisfies(answer -> isText(answer, 200, "ready\n"));
  }

  @Test
  void showsMetricsInPrometheusFormat() throws Exception {
    Counter.builder().name("requests").help("Ä").withoutExemplars().register(registry).inc(3);
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body())
        .isEqualTo(
            """
            # HELP requests_total Ä
            # TYPE requests_total counter
            requests_total 3.0
            """);
  }

  @Test
  void answersNothingElse() throws Exception {
    assertThat(get("/metricsandmore").statusCode()).isEqualTo(404);
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(Http.send("POST", endpoint.port(), "/metrics").statusCode()).isEqualTo(405);
  }

  @Test
  void cannotHaveAPortThatIsInUse() {
    assertThatThrownBy(
            () -> HealthEndpoint.start(endpoint.port(), progress::hang, ready::get, registry))
        .isInstanceOf(BindException.class);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return Http.get(endpoint.port(), path);
  }

  private static void isText(HttpResponse<String> answer, int status, String body) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
  }
}
