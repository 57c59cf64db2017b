package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockSecret;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.AirlockServer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.SecretsServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When the import on AWS Lambda reads Airlock's secret, and where what it read goes. */
@ExtendWith(S3Server.class)
class ImportCredentialsTest {

  private static final String ARN =
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:airlock-AbCdEf";
  private static final String SECRET =
      Json.write(Map.of("key", AirlockServer.KEY, "password", AirlockServer.PASSWORD));

  private final MetricLines lines = new MetricLines();
  private AirlockServer airlock;
  private SecretsServer secrets;
  private Installation installation;
  private Lambda lambda;

  @BeforeEach
  void install(Bucket bucket) throws IOException {
    airlock = AirlockServer.start(true);
    secrets = SecretsServer.start();
    secrets.store(ARN, SECRET);
    install(bucket, true);
    AirlockSecret secret = new AirlockSecret(secrets.client(), ARN);
    lambda =
        new Lambda(
            new ImportToUserDbHandler(
                bucket.dataLake(), () -> Optional.of(secret.read()), lines.metrics()));
  }

  private void install(Bucket bucket, boolean importing) {
    installation =
        Installation.in(
            bucket,
            json ->
                json.put("airlockApiBaseUrl", airlock.baseUrl())
                    .put("importToUserDb", importing)
                    .put("importWaitMinutes", 0));
    bucket.put(
        installation.csvMarker(june(10)),
        Json.write(new CsvMarker("s3://imports/file.gz", 17, List.of(), "", true)));
  }

  @AfterEach
  void stop() {
    airlock.close();
    secrets.close();
  }

  @Test
  void theCheckOfARunThatImportsReadsTheSecretAndLeavesAirlockAlone() {
    assertThat(check(run())).isEqualTo("{\"message\":\"Airlock's key and password are there\"}");
    assertThat(secrets.reads()).containsExactly(ARN);
    assertThat(airlock.requests()).isEmpty();
  }

  @Test
  void theCheckOfARunThatImportsFailsWithoutTheSecret() {
    secrets.store(ARN, "{}");

    assertThatThrownBy(() -> check(run()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Airlock's secret " + ARN + " has no text as its key and password");
  }

  @Test
  void theCheckOfARunOfAnotherStageDoesNotNeedTheSecret() {
    secrets.store(ARN, "{}");

    assertThat(check(installation.redo(Stage.EXPORT_CSV, june(10))))
        .isEqualTo("{\"message\":\"this run imports nothing\"}");
    assertThat(secrets.reads()).isEmpty();
  }

  @Test
  void theCheckDoesNotNeedTheSecretWhereNothingIsImported(Bucket bucket) {
    install(bucket, false);

    assertThat(check(run())).isEqualTo("{\"message\":\"importToUserDb is false\"}");
    assertThat(secrets.reads()).isEmpty();
  }

  @Test
  void theCheckSaysWhenThereIsNoAuthentication(Bucket bucket) {
    lambda = new Lambda(new ImportToUserDbHandler(bucket.dataLake(), Optional.empty()));

    assertThat(check(run())).isEqualTo("{\"message\":\"Airlock without authentication\"}");
  }

  @Test
  void theImportUsesTheSecretAsItIsByThen() {
    secrets.store(ARN, Json.write(Map.of("key", AirlockServer.KEY, "password", "before")));
    JsonNode prepared = prepare();
    assertThatThrownBy(() -> start(prepared)).isInstanceOf(AirlockException.class);

    secrets.store(ARN, SECRET);
    start(prepared);

    assertThat(airlock.jobs()).hasSize(1);
  }

  @Test
  void aSecretThatIsGoneByThenIsNoReasonToTryAgain() {
    JsonNode prepared = prepare();
    secrets.fail(400, "AccessDeniedException", "not authorized");

    assertThatThrownBy(() -> start(prepared))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(ARN);
    assertThat(airlock.requests()).isEmpty();
  }

  @Test
  void anImportThatSkipsDoesNotReadTheSecret(Bucket bucket) {
    install(bucket, false);

    start(prepare());

    assertThat(secrets.reads()).isEmpty();
  }

  @Test
  void theSecretIsNeitherInAnAnswerNorInTheMetrics() {
    String checked = check(run());
    JsonNode prepared = prepare();
    JsonNode outcome = start(prepared);

    assertThat(List.of(checked, prepared.toString(), outcome.toString(), lines.text()))
        .allSatisfy(
            text ->
                assertThat(text)
                    .isNotEmpty()
                    .doesNotContain(
                        AirlockServer.KEY, AirlockServer.PASSWORD, AirlockServer.TOKEN));
  }

  private Run run() {
    return installation.run(june(10));
  }

  private String check(Run run) {
    return lambda.invoke("check", Map.of("run", run)).toString();
  }

  private JsonNode prepare() {
    return lambda.invoke("prepare", Map.of("run", run()));
  }

  private JsonNode start(JsonNode prepared) {
    return lambda.invoke("start", Map.of("run", run(), "plan", prepared.path("plan")));
  }
}
