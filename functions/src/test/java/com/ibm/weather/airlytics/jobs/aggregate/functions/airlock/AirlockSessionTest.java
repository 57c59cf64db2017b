package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.AirlockServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The session that a client keeps, and what is said of it. */
class AirlockSessionTest {

  private static final String PRODUCT = "5e8c9dcd-1f1b-4a63-9b0c-0d2d8a3c1f11";
  private static final String IMPORTS =
      "/airlock/api/admin/airlytics/products/" + PRODUCT + "/dataimport";
  private static final AirlockCredentials CREDENTIALS =
      new AirlockCredentials(AirlockServer.KEY, AirlockServer.PASSWORD);
  private static final DataImport WANTED =
      new DataImport(
          "LTV Hello World App PROD 20210630",
          "LTV Aggregator",
          "s3://imports/ltv.gz",
          "ad_impressions",
          true,
          false,
          List.of("shard", "revenue_d1", "cnt_d1"));

  private AirlockServer server;

  @BeforeEach
  void start() throws IOException {
    server = AirlockServer.start(true);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void opensOneSessionForAllItsRequests() {
    AirlockClient client = client(Optional.of(CREDENTIALS));

    assertThat(server.requests()).isEmpty();
    client.create(PRODUCT, WANTED);
    client.imports(PRODUCT);

    assertThat(server.requests())
        .containsExactly(
            "POST /airlock/api/admin/authentication/startSessionFromKey",
            "POST " + IMPORTS,
            "GET " + IMPORTS);
  }

  @Test
  void sendsNoTokenWithoutCredentials() throws IOException {
    try (AirlockServer open = AirlockServer.start()) {
      AirlockClient client = new AirlockClient(open.baseUrl() + "/", Optional.empty());

      assertThat(client.imports(PRODUCT)).isEmpty();
      assertThat(open.requests()).containsExactly("GET " + IMPORTS);
    }
  }

  @Test
  void startsAnotherSessionWhenTheServerHasForgottenTheFirst() {
    AirlockClient client = client(Optional.of(CREDENTIALS));
    client.imports(PRODUCT);
    server.forgetSessions();

    assertThat(client.imports(PRODUCT)).isEmpty();
    assertThat(server.requests().stream().filter(request -> request.endsWith("FromKey")))
        .hasSize(2);
  }

  @Test
  void aKeyThatIsRefusedMeanwhileIsNoMissingJob() {
    AirlockClient client = client(Optional.of(new AirlockCredentials("revoked", "password")));

    assertThatThrownBy(() -> client.find("job-1"))
        .isInstanceOfSatisfying(
            AirlockException.class, refused -> assertThat(refused.mayPass()).isFalse());
  }

  @Test
  void aSessionsStartWithoutATokenIsRefused() {
    server.answer(200, "<html>\nlog in");

    assertThatThrownBy(() -> client(Optional.of(CREDENTIALS)).imports(PRODUCT))
        .isInstanceOf(AirlockException.class)
        .hasMessage("Airlock answered the session's start with something that is no token");
  }

  @Test
  void extendsASessionBeforeItsHourIsOver() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2021-06-30T12:00:00Z"));
    AirlockClient client =
        new AirlockClient(
            AirlockClientTest.http(server.baseUrl()), Optional.of(CREDENTIALS), clock(now::get));
    client.imports(PRODUCT);
    now.set(now.get().plus(Duration.ofMinutes(45)));
    client.imports(PRODUCT);

    assertThat(server.requests())
        .containsExactly(
            "POST /airlock/api/admin/authentication/startSessionFromKey",
            "GET " + IMPORTS,
            "GET /airlock/api/admin/authentication/extend",
            "GET " + IMPORTS);
  }

  private static Clock clock(Supplier<Instant> now) {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now.get();
      }
    };
  }

  @Test
  void aRefusedKeyIsSaidWithoutSayingIt() {
    Throwable refused =
        catchThrowable(
            () ->
                client(Optional.of(new AirlockCredentials("wrong-key", "wrong-password")))
                    .imports(PRODUCT));

    assertThat(refused)
        .isInstanceOf(AirlockException.class)
        .hasMessageContaining("startSessionFromKey answered 400: {\"error\": \"no such key: ***\"}")
        .hasMessageNotContaining("wrong-");
  }

  @Test
  void aRefusedTokenIsSaidWithoutSayingIt() {
    AirlockClient client = client(Optional.of(CREDENTIALS));
    client.imports(PRODUCT);
    server.answer(401, "{\"error\": \"expired: %s\"}".formatted(AirlockServer.TOKEN));

    assertThatThrownBy(() -> client.imports(PRODUCT))
        .isInstanceOf(AirlockException.class)
        .hasMessageContaining("answered 401: {\"error\": \"expired: ***\"}")
        .hasMessageNotContaining(AirlockServer.TOKEN);
  }

  @Test
  void aKeyThatTheServerQuotesInJsonIsNotRepeated() {
    AirlockCredentials odd = new AirlockCredentials("a \"key\" \\ 1", "a password");

    assertThatThrownBy(() -> client(Optional.of(odd)).imports(PRODUCT))
        .isInstanceOf(AirlockException.class)
        .hasMessageContaining("answered 400: {\"error\": \"no such key: ***\"}");
  }

  private AirlockClient client(Optional<AirlockCredentials> credentials) {
    return AirlockClientTest.client(server.baseUrl(), credentials);
  }
}
