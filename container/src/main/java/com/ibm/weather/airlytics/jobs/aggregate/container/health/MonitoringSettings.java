package com.ibm.weather.airlytics.jobs.aggregate.container.health;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a run can be watched.
 *
 * @param port where probes and Prometheus ask; empty when they do not
 * @param pushgateway to which the metrics are pushed when the run ends; empty when they are not
 */
record MonitoringSettings(OptionalInt port, Optional<URI> pushgateway) {

  private static final String PORT = "AIRLYTICS_HEALTH_PORT";
  private static final String PUSHGATEWAY = "AIRLYTICS_PUSHGATEWAY_URL";
  private static final String LOG_FORMAT = "AIRLYTICS_LOG_FORMAT";
  private static final String LOG_LEVEL = "AIRLYTICS_LOG_LEVEL";
  private static final Set<String> LOG_LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");
  private static final String DEFAULT_PORT = "8081";
  private static final String EXAMPLE = "http://pushgateway:9091";
  private static final int HIGHEST_PORT = 65_535;

  /**
   * Reads the environment.
   *
   * @throws InvalidInputException when a variable cannot be used; the message lists all of those
   */
  static MonitoringSettings of(Map<String, String> environment) {
    List<String> findings = new ArrayList<>();
    int port = port(value(environment, PORT).orElse(DEFAULT_PORT), findings);
    Optional<URI> pushgateway =
        value(environment, PUSHGATEWAY).flatMap(value -> url(value, findings));
    value(environment, LOG_FORMAT)
        .filter(format -> !Set.of("text", "json").contains(format))
        .ifPresent(format -> findings.add(finding(LOG_FORMAT, format, "text or json")));
    value(environment, LOG_LEVEL)
        .filter(level -> !LOG_LEVELS.contains(level.toUpperCase(Locale.ROOT)))
        .ifPresent(
            level -> findings.add(finding(LOG_LEVEL, level, "TRACE, DEBUG, INFO, WARN or ERROR")));
    if (!findings.isEmpty()) {
      throw new InvalidInputException(String.join("; ", findings));
    }
    return new MonitoringSettings(
        port == 0 ? OptionalInt.empty() : OptionalInt.of(port), pushgateway);
  }

  private static int port(String value, List<String> findings) {
    if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= HIGHEST_PORT) {
      return Integer.parseInt(value);
    }
    findings.add(finding(PORT, value, "a port such as " + DEFAULT_PORT + ", or 0 for none"));
    return 0;
  }

  private static Optional<URI> url(String value, List<String> findings) {
    if (value.contains("@")) {
      findings.add(
          PUSHGATEWAY
              + " holds a user or a password, which would not be sent; write a URL without, such as "
              + EXAMPLE);
      return Optional.empty();
    }
    try {
      URI url = new URI(value);
      if (Set.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null
          && url.getPort() <= HIGHEST_PORT) {
        return Optional.of(url);
      }
    } catch (URISyntaxException e) {
      // The finding below says what to write instead.
    }
    findings.add(finding(PUSHGATEWAY, value, "a URL such as " + EXAMPLE));
    return Optional.empty();
  }

  private static String finding(String variable, String value, String instead) {
    return "%s is \"%s\"; write %s".formatted(variable, value, instead);
  }

  private static Optional<String> value(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }
}
