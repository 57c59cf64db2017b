package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FakeAthena.Script;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskContext;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskFailedException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class AthenaResultsResourceTest {

  @Test
  void handsOnTheRowsWithTheirHeader() throws Exception {
    FakeAthena athena =
        FakeAthena.where(Script.succeeds())
            .rows(List.of(List.of("partitions", "name"), List.of("100", "events")));
    assertThat(call(athena))
        .isEqualTo(
            Json.tree(
                """
                {"ResultSet": {"Rows": [
                  {"Data": [{"VarCharValue": "partitions"}, {"VarCharValue": "name"}]},
                  {"Data": [{"VarCharValue": "100"}, {"VarCharValue": "events"}]}]}}
                """,
                "the result"));
    assertThat(athena.calls()).containsExactly("Results query-7");
  }

  @Test
  void leavesOutTheValueOfANull() throws Exception {
    FakeAthena athena = FakeAthena.where(Script.succeeds()).rows(List.of(Arrays.asList("", null)));
    assertThat(call(athena).at("/ResultSet/Rows/0/Data"))
        .isEqualTo(Json.tree("[{\"VarCharValue\": \"\"}, {}]", "the row"));
  }

  @Test
  void answersNoRowsWithAnEmptyList() throws Exception {
    assertThat(call(FakeAthena.where(Script.succeeds())))
        .isEqualTo(Json.tree("{\"ResultSet\": {\"Rows\": []}}", "the result"));
  }

  @Test
  void namesErrorsAsStepFunctionsDoes() {
    FakeAthena athena =
        FakeAthena.where(Script.succeeds())
            .failing("Results", SdkClientException.create("Connection reset"));
    assertThat(catchThrowableOfType(TaskFailedException.class, () -> call(athena)).error())
        .isEqualTo("Athena.SdkClientException");
  }

  private static JsonNode call(FakeAthena athena) throws Exception {
    return new AthenaResultsResource(athena)
        .call(
            Json.tree("{\"QueryExecutionId\": \"query-7\"}", "the arguments"),
            new TaskContext("run-1", StatePath.ROOT));
  }
}
