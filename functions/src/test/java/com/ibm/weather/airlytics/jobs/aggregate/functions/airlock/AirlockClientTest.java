package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.AirlockServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
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
  void createsAJobWithEverythingThatTheImportServiceNeeds() {
    DataImportJob job = client(Optional.of(CREDENTIALS)).create(PRODUCT, WANTED);

    assertThat(job)
        .isEqualTo(
            new DataImportJob(
                "job-1", WANTED.name(), WANTED.s3File(), WANTED.targetTable(), "", "", 0));
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
    "status, FAILED, true",
    "name, LTV Hello World App PROD 20210629, false",
    "s3File, s3://imports/other.gz, false",
    "targetTable, users.ad_impressions, false",
    "creator, somebody else, true"
  })
  void findsTheJobsThatServeTheSamePurpose(String key, String value, boolean found) {
    AirlockClient client = client(Optional.of(CREDENTIALS));
    client.create(PRODUCT, WANTED);
    client.create(PRODUCT, WANTED);
    server.jobs().get(0).put(key, value);

    assertThat(client.find(PRODUCT, WANTED))
        .extracting(DataImportJob::uniqueId)
        .isEqualTo(found ? List.of("job-1", "job-2") : List.of("job-2"));
  }

  @Test
  void findsAJobByItsIdAsLongAsTheServerKnowsIt() {
    AirlockClient client = client(Optional.of(CREDENTIALS));
    client.create(PRODUCT, WANTED);

    assertThat(client.find("job-1")).map(DataImportJob::name).contains(WANTED.name());
    assertThat(client.find("job-2")).isEmpty();
  }

  @Test
  void readsAgainWhenTheServerFails() {
    AirlockClient client = client(Optional.of(CREDENTIALS));
    client.imports(PRODUCT);
    server.answerNext(503, "starting", 2);

    assertThat(client.imports(PRODUCT)).isEmpty();
    assertThat(server.requests().stream().filter(("GET " + IMPORTS)::equals)).hasSize(4);
  }

  @Test
  void givesUpAfterSomeAttempts() {
    AirlockClient client = client(Optional.of(CREDENTIALS));
    client.imports(PRODUCT);
    server.answer(503, "starting");

    assertThatThrownBy(() -> client.imports(PRODUCT))
        .isInstanceOf(AirlockException.class)
        .hasMessageEndingWith(IMPORTS + " answered 503: starting");
    assertThat(server.requests().stream().filter(("GET " + IMPORTS)::equals)).hasSize(5);
  }

  @Test
  void createsOnce() {
    AirlockClient client = client(Optional.of(CREDENTIALS));
    server.answerToCreate(500, "broken");

    assertThatThrownBy(() -> client.create(PRODUCT, WANTED)).isInstanceOf(AirlockException.class);
    assertThat(server.jobs()).hasSize(1);
  }

  @Test
  void anErrorOfTheServerIsQuoted() {
    AirlockClient client = client(Optional.of(CREDENTIALS));
    client.imports(PRODUCT);
    server.answer(500, "<html>\n<h1>Error</h1> " + "x".repeat(1_000));

    assertThatThrownBy(() -> client.create(PRODUCT, WANTED))
        .isInstanceOf(AirlockException.class)
        .hasMessage(
            "POST %s%s answered 500: Error %s...",
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
  void aServerThatIsNotThereIsNamedWithTheKeyToCheck() {
    String baseUrl = server.baseUrl();
    server.close();

    assertThatThrownBy(() -> client(baseUrl, Optional.empty()).imports(PRODUCT))
        .isInstanceOf(AirlockException.class)
        .hasMessageContaining(baseUrl)
        .hasMessageEndingWith("check airlockApiBaseUrl");
  }

  private AirlockClient client(Optional<AirlockCredentials> credentials) {
    return client(server.baseUrl(), credentials);
  }

  static AirlockClient client(String baseUrl, Optional<AirlockCredentials> credentials) {
    return new AirlockClient(http(baseUrl), credentials, Clock.systemUTC());
  }

  static AirlockHttp http(String baseUrl) {
    return new AirlockHttp(baseUrl, Duration.ofSeconds(10), Collections.nCopies(3, Duration.ZERO));
  }
}
