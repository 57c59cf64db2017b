package com.ibm.weather.airlytics.jobs.aggregate.container.health;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FiguresListener;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.RunListener;
import com.ibm.weather.airlytics.jobs.aggregate.container.logging.LogFields;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a run be watched while it lasts: health and metrics over HTTP, and at its end, well or not,
 * the metrics to a Pushgateway. None of this can fail a run but a variable that makes no sense.
 */
public final class Monitoring implements RunListener {

  private static final Logger LOGGER = LoggerFactory.getLogger(Monitoring.class);
  private static final String OURS = "airlytics_";

  private final Map<String, String> environment;
  private final Progress progress;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Labels labels;
  private final RunMetrics metrics;
  private final AtomicBoolean configured = new AtomicBoolean();
  private final AtomicBoolean hangTold = new AtomicBoolean();
  private Optional<HealthEndpoint> endpoint = Optional.empty();
  private Optional<Pushgateway> pushgateway = Optional.empty();

  /**
   * Monitoring of one run, which begins with it.
   *
   * @param environment {@code AIRLYTICS_HEALTH_PORT}, {@code AIRLYTICS_PUSHGATEWAY_URL}, and the
   *     variables that say which aggregation it is
   * @param progress of the run
   */
  public Monitoring(Map<String, String> environment, Progress progress) {
    this.environment = Map.copyOf(environment);
    this.progress = progress;
    this.labels =
        Labels.of(
            "aggregation", environment.getOrDefault("AIRLYTICS_AGGREGATION", ""),
            "environment", environment.getOrDefault("AIRLYTICS_ENVIRONMENT", ""),
            "product", environment.getOrDefault("AIRLYTICS_PRODUCT", ""),
            "deployment", environment.getOrDefault("AIRLYTICS_DEPLOYMENT", ""));
    this.metrics = new RunMetrics(registry, labels);
  }

  /**
   * Readies the process for requests that are half sent and never end. To be called before it makes
   * any HTTP server.
   */
  public static void limitRequests() {
    HealthEndpoint.limitRequests();
  }

  @Override
  public void started(String runId) {
    MonitoringSettings settings = MonitoringSettings.of(environment);
    pushgateway = settings.pushgateway().map(url -> new Pushgateway(url, labels));
    settings.port().ifPresent(port -> listen(port, runId));
  }

  /** Answers on a port, 0 for any that is free, or warns that it cannot. */
  void listen(int port, String runId) {
    JvmMemoryMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
    ProcessMetrics.builder().register(registry);
    try {
      endpoint =
          Optional.of(HealthEndpoint.start(port, () -> hang(runId), configured::get, registry));
    } catch (IOException e) {
      LOGGER.warn(
          "Nobody can ask for health and metrics, since the port {} cannot be had ({}); set"
              + " AIRLYTICS_HEALTH_PORT to another, or to 0 for none.",
          port,
          e.getMessage());
    }
  }

  /** Where this run answers; empty when it does not. */
  OptionalInt port() {
    return endpoint.map(HealthEndpoint::port).map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  @Override
  public void configured() {
    configured.set(true);
    metrics.is(RunMetrics.State.RUNNING);
  }

  @Override
  public FiguresListener figures() {
    return metrics;
  }

  @Override
  public void ended(JobResult result) {
    metrics.is(
        result.exitCode() == JobResult.DONE ? RunMetrics.State.SUCCEEDED : RunMetrics.State.FAILED);
    pushgateway.ifPresent(this::push);
    endpoint.ifPresent(HealthEndpoint::close);
  }

  private void push(Pushgateway gateway) {
    try {
      int status = gateway.push(registry.scrape((String name) -> name.startsWith(OURS)));
      if (status / 100 != 2) {
        LOGGER.warn("The Pushgateway {} refused the metrics with {}.", gateway.url(), status);
      }
    } catch (IOException | RuntimeException e) {
      LOGGER.warn("The Pushgateway {} got no metrics: {}", gateway.url(), e.toString());
    }
  }

  private Optional<Progress.Hang> hang(String runId) {
    Optional<Progress.Hang> hang = progress.hang();
    hang.filter(first -> hangTold.compareAndSet(false, true))
        .ifPresent(first -> tell(first, runId));
    return hang;
  }

  private static void tell(Progress.Hang hang, String runId) {
    Throwable place = new Throwable("it is here");
    place.setStackTrace(hang.stackTrace().toArray(StackTraceElement[]::new));
    LogFields.Scope run = LogFields.run(runId);
    try {
      LOGGER.error(
          "The run hangs: {}. Kubernetes ends it; the next run carries on where this one stopped.",
          hang,
          place);
    } finally {
      run.close();
    }
  }
}
