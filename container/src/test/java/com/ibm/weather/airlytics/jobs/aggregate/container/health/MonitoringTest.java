package com.ibm.weather.airlytics.jobs.aggregate.container.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakePushgateway;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Http;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be seen of a run from outside, from its begin to its end. */
class MonitoringTest {

  private static final String GROUP =
      "/metrics/job/event-aggregator/aggregation@base64/TFRW/deployment@base64/SU5URVJOQUw="
          + "/environment@base64/=/product@base64/QXBwL09uZQ==";

  private final Log log = Log.capture();
  private final AtomicLong nanoTime = new AtomicLong();
  private final Progress progress = new Progress(nanoTime::get);
  private final Map<String, String> environment = new HashMap<>();
  private int port;

  @BeforeEach
  void describe() {
    environment.put("AIRLYTICS_AGGREGATION", "LTV");
    environment.put("AIRLYTICS_PRODUCT", "App/One");
    environment.put("AIRLYTICS_DEPLOYMENT", "INTERNAL");
    environment.put("AIRLYTICS_HEALTH_PORT", "0");
  }

  @AfterEach
  void releaseLog() {
    log.close();
  }

  @Test
  void aRunAnswersFromItsBeginToItsEnd() throws Exception {
    Monitoring monitoring = listening();
    assertThat(Http.get(port, "/healthcheck/is-alive").statusCode()).isEqualTo(200);
    assertThat(Http.get(port, "/healthcheck/is-ready").statusCode()).isEqualTo(503);
    assertThat(state("starting")).isTrue();
    monitoring.configured();
    assertThat(Http.get(port, "/healthcheck/is-ready").statusCode()).isEqualTo(200);
    assertThat(state("running")).isTrue();
    monitoring.ended(result(JobResult.DONE));
    assertThatThrownBy(() -> Http.get(port, "/healthcheck/is-alive"))
        .isInstanceOf(ConnectException.class);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void metricsTellOfTheRunAndOfItsJvm() throws Exception {
    Monitoring monitoring = listening();
    monitoring.figures().statementEnded("ExportCsv", true, 10);
    assertThat(Http.get(port, "/metrics").body())
        .contains(
            "airlytics_athena_scanned_bytes_total{aggregation=\"LTV\",deployment=\"INTERNAL\","
                + "environment=\"\",product=\"App/One\",stage=\"ExportCsv\"} 10.0")
        .contains("\njvm_memory_used_bytes{area=\"heap\"} ", "\njvm_threads_current ")
        .contains("\nprocess_start_time_seconds ", "\njvm_gc_collection_seconds_count{");
    monitoring.ended(result(JobResult.DONE));
  }

  @Test
  void aHangIsToldOnceWithThePlaceWhereItIs() throws Exception {
    Monitoring monitoring = listening();
    progress.begin("ExportCsv of 2021-06-30 (PrepareCsv)");
    nanoTime.addAndGet(Duration.ofMinutes(6).toNanos());
    assertThat(Http.get(port, "/healthcheck/is-alive").statusCode()).isEqualTo(503);
    assertThat(Http.get(port, "/healthcheck/is-alive").statusCode()).isEqualTo(503);
    assertThat(log.lines())
        .containsExactly(
            "ERROR The run hangs: ExportCsv of 2021-06-30 (PrepareCsv) has given no sign of life"
                + " for 6 min 00 s. Kubernetes ends it; the next run carries on where this one"
                + " stopped.");
    assertThat(log.stackTraces())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getMDCPropertyMap()).containsEntry("run", "run-1");
              assertThat(event.getThrowableProxy().getStackTraceElementProxyArray())
                  .anyMatch(frame -> frame.toString().contains("aHangIsToldOnceWithThePlace"));
            });
    monitoring.ended(result(JobResult.FAILED));
  }

  @Test
  void aPortThatIsInUseIsAWarning() throws Exception {
    try (ServerSocket other = new ServerSocket(0)) {
      environment.put("AIRLYTICS_HEALTH_PORT", Integer.toString(other.getLocalPort()));
      started().ended(result(JobResult.DONE));
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith(
              "WARN Nobody can ask for health and metrics, since the port %d cannot be had ("
                  .formatted(other.getLocalPort()))
          .endsWith("; set AIRLYTICS_HEALTH_PORT to another, or to 0 for none.");
    }
  }

  @Test
  void aVariableThatMakesNoSenseEndsTheRunBeforeItBegins() {
    environment.put("AIRLYTICS_HEALTH_PORT", "on");
    Monitoring monitoring = new Monitoring(environment, progress);
    assertThatThrownBy(() -> monitoring.started("run-1")).isInstanceOf(InvalidInputException.class);
    monitoring.ended(result(JobResult.WRONG_INPUT));
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void theMetricsOfARunAreAddedToThoseOfTheSameAggregationWhenItEnds() throws Exception {
    try (FakePushgateway gateway = new FakePushgateway()) {
      environment.put("AIRLYTICS_PUSHGATEWAY_URL", gateway.url() + "/");
      Monitoring monitoring = started();
      monitoring.figures().allDone(LocalDate.parse("2021-06-30"));
      assertThat(gateway.pushes()).isEmpty();
      monitoring.ended(result(JobResult.DONE));
      assertThat(gateway.pushes())
          .singleElement()
          .satisfies(
              push -> {
                assertThat(push.request()).isEqualTo("POST " + GROUP);
                assertThat(push.contentType())
                    .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
                assertThat(push.text())
                    .contains("airlytics_last_successful_day_timestamp_seconds{")
                    .contains("state=\"succeeded\"} 1.0")
                    .doesNotContain("jvm_");
              });
    }
  }

  @Test
  void aRunThatFailedPushesToo() throws Exception {
    try (FakePushgateway gateway = new FakePushgateway()) {
      environment.put("AIRLYTICS_PUSHGATEWAY_URL", gateway.url());
      started().ended(result(JobResult.FAILED));
      assertThat(gateway.pushes())
          .singleElement()
          .satisfies(
              push ->
                  assertThat(push.text())
                      .contains("state=\"failed\"} 1.0")
                      .doesNotContain("airlytics_last_successful_day_timestamp_seconds"));
    }
  }

  @Test
  void aPushThatIsRefusedIsAWarning() throws Exception {
    try (FakePushgateway gateway = new FakePushgateway().answering(400)) {
      environment.put("AIRLYTICS_PUSHGATEWAY_URL", gateway.url());
      started().ended(result(JobResult.DONE));
      assertThat(log.lines())
          .containsExactly(
              "WARN The Pushgateway %s refused the metrics with 400.".formatted(gateway.url()));
    }
  }

  @Test
  void aPushgatewayThatDoesNotAnswerIsAWarning() {
    environment.put("AIRLYTICS_PUSHGATEWAY_URL", "http://127.0.0.1:1");
    started().ended(result(JobResult.DONE));
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARN The Pushgateway http://127.0.0.1:1 got no metrics: ")
        .contains("Connection refused");
  }

  @Test
  void aPushThatBreaksIsAWarning() {
    ProxySelector selector = ProxySelector.getDefault();
    ProxySelector.setDefault(new BrokenSelector());
    try {
      environment.put("AIRLYTICS_PUSHGATEWAY_URL", "http://127.0.0.1:1");
      started().ended(result(JobResult.DONE));
    } finally {
      ProxySelector.setDefault(selector);
    }
    assertThat(log.lines())
        .containsExactly(
            "WARN The Pushgateway http://127.0.0.1:1 got no metrics:"
                + " java.lang.IllegalStateException: broken");
  }

  /** As one is whose system properties are set wrongly. */
  private static final class BrokenSelector extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      throw new IllegalStateException("broken");
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException exception) {}
  }

  private Monitoring started() {
    Monitoring monitoring = new Monitoring(environment, progress);
    monitoring.started("run-1");
    return monitoring;
  }

  /** The same on a port that was free. */
  private Monitoring listening() {
    Monitoring monitoring = started();
    assertThat(monitoring.port()).isEmpty();
    monitoring.listen(0, "run-1");
    port = monitoring.port().orElseThrow();
    return monitoring;
  }

  private boolean state(String state) throws Exception {
    return Http.get(port, "/metrics")
        .body()
        .lines()
        .anyMatch(
            line ->
                line.startsWith("airlytics_run_state{")
                    && line.endsWith("state=\"%s\"} 1.0".formatted(state)));
  }

  private static JobResult result(int exitCode) {
    return JobResult.withoutStages(exitCode, "It ended.");
  }
}
