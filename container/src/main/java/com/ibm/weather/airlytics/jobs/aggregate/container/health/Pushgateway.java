package com.ibm.weather.airlytics.jobs.aggregate.container.health;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Where metrics of a job outlive it.
 *
 * @param url its base, for example {@code http://pushgateway:9091}
 * @param group what distinguishes this job's metrics from others'
 */
record Pushgateway(URI url, Labels group) {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final String JOB = "event-aggregator";

  /**
   * Replaces the metrics of the same names. Others stay, above all the last successful day, which a
   * run that failed does not know.
   *
   * @return the status of the answer
   * @throws IOException when there is none within seconds
   */
  int push(MetricSnapshots metrics) throws IOException {
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    HttpURLConnection connection = (HttpURLConnection) target().toURL().openConnection();
    connection.setConnectTimeout((int) TIMEOUT.toMillis());
    connection.setReadTimeout((int) TIMEOUT.toMillis());
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", writer.getContentType());
    connection.setDoOutput(true);
    try (OutputStream body = connection.getOutputStream()) {
      writer.write(body, metrics);
    }
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  /** Base64, since a value may be empty or hold a slash. */
  private URI target() {
    StringBuilder target = new StringBuilder(url.toString().replaceFirst("/+$", ""));
    target.append("/metrics/job/").append(JOB);
    for (Label label : group) {
      byte[] value = label.getValue().getBytes(StandardCharsets.UTF_8);
      String encoded = Base64.getUrlEncoder().encodeToString(value);
      target.append('/').append(label.getName()).append("@base64/");
      target.append(encoded.isEmpty() ? "=" : encoded);
    }
    return URI.create(target.toString());
  }
}
