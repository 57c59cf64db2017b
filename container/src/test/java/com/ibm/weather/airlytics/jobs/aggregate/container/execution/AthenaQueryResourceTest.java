package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.CANCELLED;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.QUEUED;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.RUNNING;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.SUCCEEDED;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FakeAthena.Script;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskContext;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskFailedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

class AthenaQueryResourceTest {

  static final JsonNode ARGUMENTS =
      Json.tree(
          """
          {"QueryString": "SELECT 1", "ClientRequestToken": "attempt-1-select",
           "QueryExecutionContext": {"Catalog": "AwsDataCatalog", "Database": "aggregations"},
           "ResultConfiguration": {"OutputLocation": "s3://results/"}, "WorkGroup": "primary"}
          """,
          "the arguments");
  private static final StatePath PATH = StatePath.ROOT.state("ExportCsv");

  private final List<String> statements = new ArrayList<>();

  @Test
  void startsTheQueryThatTheDefinitionAsksFor() throws Exception {
    FakeAthena athena = FakeAthena.where(Script.succeeds());
    call(athena);
    assertThat(athena.started())
        .containsExactly(
            StartQueryExecutionRequest.builder()
                .queryString("SELECT 1")
                .clientRequestToken("attempt-1-select")
                .queryExecutionContext(in -> in.catalog("AwsDataCatalog").database("aggregations"))
                .resultConfiguration(to -> to.outputLocation("s3://results/"))
                .workGroup("primary")
                .build());
  }

  @Test
  void asksUntilTheQueryHasEnded() throws Exception {
    FakeAthena athena = FakeAthena.where(Script.passes(QUEUED, RUNNING, RUNNING, SUCCEEDED));
    call(athena);
    assertThat(athena.calls())
        .containsExactly(
            "Start query-1", "Get query-1", "Get query-1", "Get query-1", "Get query-1");
  }

  @Test
  void answersWithTheQueryExecution() throws Exception {
    JsonNode result = call(FakeAthena.where(Script.succeeds()));
    assertThat(Json.tree(result.toString(), "the result"))
        .isEqualTo(
            Json.tree(
                """
                {"QueryExecution": {
                  "QueryExecutionId": "query-1", "Query": "SELECT 1", "StatementType": "DML",
                  "Statistics": {"DataScannedInBytes": 1234}, "Status": {"State": "SUCCEEDED"}}}
                """,
                "the expected result"));
  }

  @Test
  void failsTheTaskOfAFailedQueryWithItsIdItsSqlAndTheReason() {
    TaskFailedException failure = failure(FakeAthena.where(Script.fails("TABLE_NOT_FOUND: t")));
    assertThat(failure.error()).isEqualTo("States.TaskFailed");
    assertThat(Json.tree(failure.cause(), "the cause"))
        .isEqualTo(
            Json.tree(
                """
                {"QueryExecutionId": "query-1", "Query": "SELECT 1", "StatementType": "DML",
                 "Statistics": {"DataScannedInBytes": 1234},
                 "Status": {"State": "FAILED", "StateChangeReason": "TABLE_NOT_FOUND: t"}}
                """,
                "the expected cause"));
  }

  @Test
  void failsTheTaskOfAQueryThatSomebodyCancelled() {
    TaskFailedException failure = failure(FakeAthena.where(Script.passes(RUNNING, CANCELLED)));
    assertThat(failure.error()).isEqualTo("States.TaskFailed");
    assertThat(failure.cause()).contains("\"State\":\"CANCELLED\"");
  }

  @Test
  void reportsEveryStatementThatEndedWellOrNot() throws Exception {
    call(FakeAthena.where(Script.succeeds()));
    failure(FakeAthena.where(Script.fails("no")));
    assertThat(statements)
        .containsExactly("ExportCsv: DML true, 1234 bytes", "ExportCsv: DML true, 1234 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TooManyRequestsException", "InternalServerException", "InvalidRequestException"})
  void namesAnErrorOfTheApiAsStepFunctionsDoes(String code) {
    FakeAthena athena = FakeAthena.where(Script.succeeds()).failing("Start", apiError(code));
    TaskFailedException failure = failure(athena);
    assertThat(failure.error()).isEqualTo("Athena." + code);
    assertThat(failure.cause()).contains("said no");
    assertThat(statements).isEmpty();
  }

  @Test
  void namesAnErrorWithoutACodeByItsService() {
    FakeAthena athena =
        FakeAthena.where(Script.succeeds())
            .failing("Start", AthenaException.builder().message("broken").build());
    assertThat(failure(athena).error()).isEqualTo("Athena.AmazonAthenaException");
  }

  @Test
  void namesAnUnansweredStartAsAnErrorOfTheClient() {
    FakeAthena athena =
        FakeAthena.where(Script.succeeds())
            .failing("Start", SdkClientException.create("Connection refused"));
    TaskFailedException failure = failure(athena);
    assertThat(failure.error()).isEqualTo("Athena.SdkClientException");
    assertThat(failure.cause()).isEqualTo("Connection refused");
  }

  @Test
  void keepsAskingWhileAthenaIsThrottledOrAway() throws Exception {
    try (Log log = Log.capture()) {
      FakeAthena athena =
          FakeAthena.where(Script.succeeds())
              .failing(
                  "Get",
                  apiError("TooManyRequestsException"),
                  SdkClientException.create("Connection reset"));
      assertThat(call(athena).at("/QueryExecution/Status/State").asText()).isEqualTo("SUCCEEDED");
      assertThat(athena.calls())
          .containsExactly("Start query-1", "Get query-1", "Get query-1", "Get query-1");
      assertThat(log.lines())
          .contains("WARN how the query query-1 is doing is not known yet: Connection reset");
    }
  }

  @Test
  void stopsAQueryThatItMayNotFollow() {
    FakeAthena athena =
        FakeAthena.where(Script.runsForEver()).failing("Get", apiError("AccessDeniedException"));
    assertThat(failure(athena).error()).isEqualTo("Athena.AccessDeniedException");
    assertThat(athena.calls()).containsExactly("Start query-1", "Get query-1", "Stop query-1");
  }

  private JsonNode call(FakeAthena athena) throws Exception {
    return new AthenaQueryResource(
            athena,
            (path, data, bytes) ->
                statements.add("%s: DML %s, %d bytes".formatted(path, data, bytes)))
        .call(ARGUMENTS, new TaskContext("run-1", PATH));
  }

  private TaskFailedException failure(FakeAthena athena) {
    return catchThrowableOfType(TaskFailedException.class, () -> call(athena));
  }

  private static AthenaException apiError(String code) {
    return (AthenaException)
        AthenaException.builder()
            .message("said no")
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
            .build();
  }
}
