package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.AirlockServer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AirlockClientTest {

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
  void createsAJobWithEverythingThatTheImportServiceNeeds() {
    DataImportJob job = client(Optional.of(CREDENTIALS)).create(PRODUCT, WANTED);

    assertThat(job)
        .isEqualTo(
            new DataImportJob(
                "job-1", WANTED.name(), WANTED.s3File(), WANTED.targetTable(), "", ""));
    assertThat(server.jobs().get(0).toString())
        .isEqualTo(
            """
            {"name":"LTV Hello World App PROD 20210630","creator":"LTV Aggregator",\
            "s3File":"s3://imports/ltv.gz","targetTable":"ad_impressions","overwrite":true,\
            "devUsers":false,"affectedColumns":["shard","revenue_d1","cnt_d1"],\
            "uniqueId":"job-1","status":null}""");
  }

  @ParameterizedTest(name = "a job with {0} = {1} is found: {2}")
  @CsvSource({
    "status, , true",
    "status, PENDING, true",
    "status, RUNNING, true",
    "status, COMPLETED, true",
    "status, FAILED, false",
    "name, LTV Hello World App PROD 20210629, false",
    "s3File, s3://imports/other.gz, false",
    "targetTable, users.ad_impressions, false",
    "creator, somebody else, true"
  })
  void findsTheJobThatServesTheSamePurpose(String key, String value, boolean found) {
    AirlockClient client = client(Optional.of(CREDENTIALS));
    client.create(PRODUCT, WANTED);
    server.jobs().get(0).put(key, value);

    assertThat(client.find(PRODUCT, WANTED).isPresent()).isEqualTo(found);
  }

  @Test
  void findsTheNewestOfSeveral() {
    AirlockClient client = client(Optional.of(CREDENTIALS));
    client.create(PRODUCT, WANTED);
    client.create(PRODUCT, WANTED);
    client.create(PRODUCT, WANTED);
    server.jobs().get(2).put("status", "FAILED");

    assertThat(client.find(PRODUCT, WANTED)).map(DataImportJob::uniqueId).contains("job-2");
  }

  @Test
  void anErrorOfTheServerIsQuoted() {
    AirlockClient client = client(Optional.of(CREDENTIALS));
    server.answer(500, "<html>" + "x".repeat(1_000));

    assertThatThrownBy(() -> client.create(PRODUCT, WANTED))
        .isInstanceOf(AirlockException.class)
        .hasMessage(
            "POST %s%s answered 500: <html>%s...",
            server.baseUrl().replace("/airlock/api", ""), IMPORTS, "x".repeat(494));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 302, 400, 401, 404, 503})
  void nothingButAnAnswerWithAJobIsSuccess(int status) {
    AirlockClient client = client(Optional.of(CREDENTIALS));
    server.answer(status, "");

    assertThatThrownBy(() -> client.create(PRODUCT, WANTED)).isInstanceOf(AirlockException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"created", "<html></html>", "", "5", "[]", "\"job-1\"", "{\"uniqueId\": {}}"})
  void anAnswerThatIsNoJobIsAnError(String body) {
    AirlockClient client = client(Optional.of(CREDENTIALS));
    server.answer(200, body);

    assertThatThrownBy(() -> client.create(PRODUCT, WANTED)).isInstanceOf(AirlockException.class);
  }

  @Test
  void aRefusedKeyIsSaidWithoutSayingIt() {
    Throwable refused =
        catchThrowable(
            () -> client(Optional.of(new AirlockCredentials("wrong-key", "wrong-password"))));

    assertThat(refused)
        .isInstanceOf(AirlockException.class)
        .hasMessageContaining("startSessionFromKey answered 400: {\"error\": \"no such key: ***\"}")
        .hasMessageNotContaining("wrong-");
  }

  @Test
  void aRefusedTokenIsSaidWithoutSayingIt() {
    AirlockClient client = client(Optional.of(CREDENTIALS));
    server.answer(401, "{\"error\": \"expired: %s\"}".formatted(AirlockServer.TOKEN));

    assertThatThrownBy(() -> client.imports(PRODUCT))
        .isInstanceOf(AirlockException.class)
        .hasMessageContaining("answered 401: {\"error\": \"expired: ***\"}")
        .hasMessageNotContaining(AirlockServer.TOKEN);
  }

  @Test
  void aKeyThatTheServerQuotesInJsonIsNotRepeated() {
    AirlockCredentials odd = new AirlockCredentials("a \"key\" \\ 1", "a password");

    assertThatThrownBy(() -> client(Optional.of(odd)))
        .isInstanceOf(AirlockException.class)
        .hasMessageContaining("answered 400: {\"error\": \"no such key: ***\"}");
  }

  @Test
  void aServerThatIsNotThereIsNamedWithTheKeyToCheck() {
    String baseUrl = server.baseUrl();
    server.close();

    assertThatThrownBy(() -> new AirlockClient(baseUrl, Optional.empty()).imports(PRODUCT))
        .isInstanceOf(AirlockException.class)
        .hasMessageContaining(baseUrl)
        .hasMessageEndingWith("check airlockApiBaseUrl");
  }

  private AirlockClient client(Optional<AirlockCredentials> credentials) {
    return new AirlockClient(server.baseUrl(), credentials);
  }
}
