package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.PRODUCT;
import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.assertRefused;
import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Credentials;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a client relies on in Airlock's admin API. By default it is asked of the local Airlock; of
 * any other server with
 *
 * <pre>{@code
 * AIRLOCK_KEY=<key> AIRLOCK_PASSWORD=<password> ./mvnw -pl local -am test \
 *   -Dtest=AirlockContractTest -Dsurefire.failIfNoSpecifiedTests=false \
 *   -Dairlock.contract.baseUrl=https://airlock.example.com/airlock/api \
 *   -Dairlock.contract.productId=<UUID> \
 *   -Dairlock.contract.s3File=s3://<bucket>/<key>.gz -Dairlock.contract.rows=<its lines> \
 *   -Dairlock.contract.targetTable=<a table that may be overwritten> \
 *   -Dairlock.contract.columns=shard,revenue_d1,cnt_d1
 * }</pre>
 *
 * The columns are those of the file after {@code user_id}. The target table is overwritten several
 * times, some ten jobs remain, and nobody else may create jobs of the product meanwhile. Without
 * key and password the server must run without authentication, and what is said of sessions is left
 * out.
 */
class AirlockContractTest {

  private static final String EXTEND = "/admin/authentication/extend";

  private static final List<String> SHOWN =
      List.of(
          "name",
          "creator",
          "description",
          "s3File",
          "targetTable",
          "overwrite",
          "affectedColumns");

  private static ContractServer server;
  private static AdminClient client;

  @BeforeAll
  static void startServer(@TempDir Path folder) throws Exception {
    server = ContractServer.start(folder);
    client = server.client();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void startSession() throws Exception {
    if (server.credentials().isPresent()) {
      client.use(client.startSession(server.credentials().get()).body());
    }
  }

  @Test
  void aSessionIsAnsweredWithItsTokenAsItIs() throws Exception {
    HttpResponse<String> started = client.startSession(credentials());

    assertThat(started.statusCode()).isEqualTo(200);
    assertThat(started.body()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
  }

  @Test
  void wrongCredentialsAreABadRequest() throws Exception {
    Credentials right = credentials();

    assertRefused(client.startSession(new Credentials(right.key(), "wrong")), 400);
    assertRefused(client.startSession(new Credentials("wrong", right.password())), 400);
  }

  @Test
  void aMissingKeyIsUnauthorized() throws Exception {
    assumeTrue(server.credentials().isPresent());

    assertRefused(
        client.post("/admin/authentication/startSessionFromKey", "{\"keyPassword\": \"password\"}"),
        401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.eyJleHAiOjk5OTk5OTk5OTl9."})
  void withoutAValidTokenEverythingIsUnauthorized(String token) throws Exception {
    assumeTrue(server.credentials().isPresent());
    List<String> before = client.jobIds();
    String known = client.created(server.job());

    client.use(token);
    assertRefused(client.get(client.jobsPath()), 401);
    assertRefused(client.find(known), 401);
    assertRefused(client.create(server.job()), 401);
    assertRefused(client.get(EXTEND), 401);

    startSession();
    assertThat(client.jobIds()).hasSize(before.size() + 1);
  }

  @Test
  void aSessionIsExtendedWithATokenThatIsValidToo() throws Exception {
    credentials();

    HttpResponse<String> extended = client.get(EXTEND);

    assertThat(extended.statusCode()).isEqualTo(200);
    client.use(extended.body());
    assertThat(client.get(client.jobsPath()).statusCode()).isEqualTo(200);
  }

  @Test
  void aCreatedJobIsAnsweredListedAndFound() throws Exception {
    ObjectNode asked = server.job().deepCopy().put("description", "per user");

    HttpResponse<String> created = client.create(asked);

    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    String uniqueId = json(created).get("uniqueId").asText();
    for (JsonNode shown : List.of(json(created), json(client.find(uniqueId)), listed(uniqueId))) {
      assertThat(shown.get("uniqueId").asText()).isEqualTo(uniqueId);
      assertThat(client.jobsPath()).contains(shown.get("productId").asText());
      for (String field : SHOWN) {
        assertThat(shown.get(field)).isEqualTo(asked.get(field));
      }
      assertThat(shown.has("status")).isTrue();
      assertThat(Instant.ofEpochMilli(shown.get("creationDate").asLong()))
          .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
      assertThat(shown.get("lastModified").asLong())
          .isGreaterThanOrEqualTo(shown.get("creationDate").asLong());
    }
  }

  @Test
  void jobsAreListedInCreationOrderAndMayShareAName() throws Exception {
    String first = client.created(server.job());
    String second = client.created(server.job());

    assertThat(client.jobIds()).containsSubsequence(first, second);
  }

  @Test
  void anImportEndsWithTheNumberOfItsRows() throws Exception {
    JsonNode job = client.runToEnd(server.job());

    assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("COMPLETED");
    assertThat(job.get("successfulImports").asLong()).isEqualTo(server.rows());
  }

  @Test
  void anImportThatFailsSaysWhy() throws Exception {
    ObjectNode asked = server.job().deepCopy();
    asked.withArray("affectedColumns").set(0, "no_such_column");

    JsonNode job = client.runToEnd(asked);

    assertThat(job.get("status").asText()).isEqualTo("FAILED");
    assertThat(job.get("detailedMessage").asText()).contains("no_such_column");
    assertThat(job.hasNonNull("successfulImports")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "2f1a0c1e", "not-a-uuid", "2f1a0c1e-6c1a-4d59-9c2b-0f7f3c3f9a1"})
  void aProductIdThatIsNotAUuidIsRefused(String productId) throws Exception {
    String path = "/admin/airlytics/products/" + productId + "/dataimport";

    assertRefused(client.post(path, server.job().toString()), 400);
    assertRefused(client.get(path), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1 LTV", " LTV", "LTV-PROD", "LTV_PROD", "LTV/1", "LTVé", "LTV\n"})
  void aNameThatBreaksTheRuleIsRefused(String name) throws Exception {
    assertRefusedAndNotStored(server.job().deepCopy().put("name", name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"L", "LTV.1 Hello 2 World."})
  void aNameOfLettersDigitsSpacesAndPeriodsIsAccepted(String name) throws Exception {
    String uniqueId = client.created(server.job().deepCopy().put("name", name));

    assertThat(json(client.find(uniqueId)).get("name").asText()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "creator", "s3File", "targetTable"})
  void aMissingOrEmptyFieldIsRefused(String field) throws Exception {
    ObjectNode without = server.job().deepCopy();
    without.remove(field);

    assertRefusedAndNotStored(without);
    assertRefusedAndNotStored(server.job().deepCopy().put(field, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniqueId", "creationDate"})
  void aFieldOfTheServersOwnIsRefused(String field) throws Exception {
    assertRefusedAndNotStored(server.job().deepCopy().put(field, PRODUCT));
  }

  @Test
  void aBodyThatIsNotJsonIsRefused() throws Exception {
    assertRefused(client.post(client.jobsPath(), "{\"name\": "), 400);
  }

  @Test
  void anUnknownJobIsABadRequest() throws Exception {
    assertRefused(client.find("00000000-0000-4000-8000-000000000000"), 400);
  }

  private static JsonNode listed(String uniqueId) throws Exception {
    for (JsonNode job : json(client.get(client.jobsPath())).get("jobs")) {
      if (job.get("uniqueId").asText().equals(uniqueId)) {
        return job;
      }
    }
    throw new AssertionError("The job " + uniqueId + " is not listed");
  }

  private static Credentials credentials() {
    assumeTrue(server.credentials().isPresent());
    return server.credentials().get();
  }

  private static void assertRefusedAndNotStored(ObjectNode job) throws Exception {
    List<String> before = client.jobIds();

    assertRefused(client.create(job), 400);

    assertThat(client.jobIds()).isEqualTo(before);
  }
}
