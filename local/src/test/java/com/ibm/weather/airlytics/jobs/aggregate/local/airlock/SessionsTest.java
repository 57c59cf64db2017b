package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.assertRefused;
import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.job;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Credentials;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Options;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Permission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {

  private static final Credentials KEY = new Credentials("key", "secret");
  private static final String EXTEND = "/admin/authentication/extend";
  private static final Instant NOW = Instant.parse("2021-07-01T03:00:00Z");

  @TempDir Path folder;
  private volatile Instant now = NOW;
  private LocalAirlock airlock;
  private AdminClient client;

  @BeforeEach
  void start() throws IOException {
    start(Optional.of(KEY));
  }

  @AfterEach
  void stop() {
    airlock.close();
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    String start = "/admin/authentication/startSessionFromKey";
    assertRefused(client.get(client.jobsPath()), 401, "sessionToken");
    assertRefused(client.post(start, "{\"keyPassword\": \"secret\"}"), 401, "key");
    assertRefused(client.post(start, "{\"key\": \"key\"}"), 401, "keyPassword");
  }

  @Test
  void aTokenIsValidForAnHourAndCanBeExtendedBefore() throws Exception {
    String first = client.startSession(KEY).body();
    client.use(first);
    now = NOW.plus(Duration.ofMinutes(59));

    String second = client.get(EXTEND).body();

    now = NOW.plus(Duration.ofMinutes(61));
    assertRefused(client.get(client.jobsPath()), 401, "Invalid");
    assertRefused(client.get(EXTEND), 401, "Invalid");
    client.use(second);
    assertThat(client.get(client.jobsPath()).statusCode()).isEqualTo(200);
  }

  @Test
  void aRestartInvalidatesTokens() throws Exception {
    String token = client.startSession(KEY).body();

    airlock.close();
    start();

    client.use(token);
    assertRefused(client.get(client.jobsPath()), 401, "Invalid");
  }

  @Test
  void withoutCredentialsNoTokenIsNeededAndNoneIsGiven() throws Exception {
    airlock.close();
    start(Optional.empty());

    assertThat(client.get(client.jobsPath()).statusCode()).isEqualTo(200);
    assertRefused(client.startSession(KEY), 400, "without authentication");
    assertRefused(client.get(EXTEND), 400, "without authentication");
  }

  @Test
  void aKeyThatMayNotViewCreatesAJobButIsRefusedItsSight() throws Exception {
    AdminClient mayCreate = restartFor(EnumSet.of(Permission.CREATE));

    assertRefused(mayCreate.create(job()), 401, "VIEW");
    assertRefused(mayCreate.get(mayCreate.jobsPath()), 401, "VIEW");

    assertThat(restartFor(EnumSet.of(Permission.VIEW)).jobIds()).hasSize(1);
  }

  @Test
  void aKeyThatMayOnlyViewCreatesNoJob() throws Exception {
    AdminClient mayView = restartFor(EnumSet.of(Permission.VIEW));

    assertRefused(mayView.create(job()), 401, "CREATE");

    assertThat(mayView.jobIds()).isEmpty();
  }

  private AdminClient restartFor(Set<Permission> permissions) throws Exception {
    airlock.close();
    start(Optional.of(new Credentials(KEY.key(), KEY.password(), permissions)));
    client.use(client.startSession(KEY).body());
    return client;
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
    airlock = LocalAirlock.start(0, options, new SuppliedClock(() -> now));
    client = new AdminClient(airlock.baseUrl());
  }
}
