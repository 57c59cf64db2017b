package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.PRODUCT;
import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.assertRefused;
import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.job;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Credentials;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Options;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {

  private static final String JOBS = "/admin/airlytics/products/" + PRODUCT + "/dataimport";
  private static final String START = "/admin/authentication/startSessionFromKey";
  private static final String EXTEND = "/admin/authentication/extend";
  private static final Instant NOW = Instant.parse("2021-07-01T03:00:00Z");

  @TempDir Path folder;
  private final AdjustableClock clock = new AdjustableClock();
  private LocalAirlock airlock;
  private AdminClient client;

  @BeforeEach
  void start() throws IOException {
    start(Optional.of(new Credentials("key", "secret")));
  }

  @AfterEach
  void stop() {
    airlock.close();
  }

  @Test
  void aSessionLetsRequestsIn() throws Exception {
    assertRefused(client.get(JOBS), 401, "sessionToken");
    assertRefused(client.create(job()), 401, "sessionToken");

    client.use(session("key", "secret").body());

    assertThat(client.get(JOBS).statusCode()).isEqualTo(200);
    assertThat(client.create(job()).statusCode()).isEqualTo(200);
  }

  @Test
  void wrongCredentialsAreABadRequestAndAMissingKeyIsUnauthorized() throws Exception {
    assertRefused(session("key", "wrong"), 400, "Wrong");
    assertRefused(session("wrong", "secret"), 400, "Wrong");
    assertRefused(client.post(START, "{\"keyPassword\": \"secret\"}"), 401, "key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.eyJleHAiOjk5OTk5OTk5OTl9."})
  void aForgedTokenIsRefused(String token) throws Exception {
    client.use(token);

    assertRefused(client.get(JOBS), 401, "Invalid");
  }

  @Test
  void aTokenIsValidForAnHourAndCanBeExtendedBefore() throws Exception {
    String first = session("key", "secret").body();
    client.use(first);
    clock.now = NOW.plus(Duration.ofMinutes(59));

    String second = client.get(EXTEND).body();

    clock.now = NOW.plus(Duration.ofMinutes(61));
    assertRefused(client.get(JOBS), 401, "Invalid");
    assertRefused(client.get(EXTEND), 401, "Invalid");
    client.use(second);
    assertThat(client.get(JOBS).statusCode()).isEqualTo(200);
  }

  @Test
  void aRestartInvalidatesTokens() throws Exception {
    String token = session("key", "secret").body();

    airlock.close();
    start();

    client.use(token);
    assertRefused(client.get(JOBS), 401, "Invalid");
  }

  @Test
  void withoutCredentialsNoTokenIsNeededAndNoneIsGiven() throws Exception {
    airlock.close();
    start(Optional.empty());

    assertThat(client.get(JOBS).statusCode()).isEqualTo(200);
    assertRefused(session("key", "secret"), 400, "without authentication");
  }

  private void start(Optional<Credentials> credentials) throws IOException {
    Options options =
        new Options(
            folder.resolve("jobs"),
            folder.resolve("runtime"),
            folder.resolve("objects"),
            "jdbc:postgresql://localhost:1/none",
            "users",
            credentials);
    airlock = LocalAirlock.start(0, options, clock);
    client = new AdminClient(airlock.baseUrl());
  }

  private HttpResponse<String> session(String key, String password) throws Exception {
    return client.post(
        START, "{\"key\": \"%s\", \"keyPassword\": \"%s\"}".formatted(key, password));
  }

  private static final class AdjustableClock extends Clock {
    private volatile Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
