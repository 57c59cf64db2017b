package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.EventAggregatorDefinition;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.ExecutionInput;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.ExecutionListener;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.ExecutionResult;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Runner;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskContext;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskResource;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an execution of the definition puts out, which is what an operator sees of it on AWS. */
class RunOutputTest {

  private static final int LARGEST_PAYLOAD = 256 * 1024;
  private static final LocalDate LAST_DAY = LocalDate.parse("2021-06-30");
  private static final StatementListener NOBODY = (state, dataManipulation, scannedBytes) -> {};

  @Test
  void tellsOfTheNewestDaysWindowsInFullAndOfOthersOnlyTheirDays() {
    JsonNode output = output(List.of(LAST_DAY), days(LAST_DAY.minusDays(2), 2));

    assertThat(output.path("stages").get(1).path("message").asText()).isEqualTo("d7 from 7 days");
    assertThat(output.path("stages").get(2).toString())
        .isEqualTo("{\"stage\":\"WindowAggregation\",\"rebuilt\":[\"2021-06-28\",\"2021-06-29\"]}");
    assertThat(output.path("stages")).hasSize(5);
  }

  @Test
  void saysNothingOfOlderDaysWhereNoneIsMadeAnew() {
    JsonNode output = output(List.of(LAST_DAY), List.of());

    assertThat(output.path("stages")).hasSize(4);
    assertThat(output.toString()).doesNotContain("\"rebuilt\":[");
  }

  @Test
  void ofTheMostThatARunDoesFitsAPayload() {
    JsonNode output =
        output(days(LAST_DAY.minusDays(1_999), 2_000), days(LAST_DAY.minusDays(500), 500));

    assertThat(output.path("days")).hasSize(2_000);
    assertThat(output.path("stages").get(2).path("rebuilt")).hasSize(500);
    assertThat(output.toString().getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(LARGEST_PAYLOAD);
  }

  private static JsonNode output(List<LocalDate> days, List<LocalDate> rebuilt) {
    List<LocalDate> windowDays = Stream.concat(Stream.of(LAST_DAY), rebuilt.stream()).toList();
    FakeFunctions functions =
        new FakeFunctions()
            .on(
                "CheckLastDay complete",
                request ->
                    """
                    {"run": {"id": "run-1", "day": "2021-06-30", "configuration": {"athenaCatalog": "AwsDataCatalog",
                         "destAthenaDb": "aggregations", "athenaResultsOutputBucket": "results"},
                       "stages": ["DailyAggregation", "WindowAggregation", "ExportCsv", "ImportToUserDb"]},
                     "days": [%s], "windowDays": [%s],
                     "outcome": {"stage": "CheckLastDay", "message": "ready"}}
                    """
                        .formatted(quoted(days), quoted(windowDays)))
            .on(
                "DailyAggregation prepare",
                request ->
                    "{\"groups\": [], \"plan\": {\"day\": %s}}".formatted(request.get("day")))
            .on(
                "DailyAggregation complete",
                request ->
                    """
                    {"day": %s, "users": 1234567, "events": 123456789, "rejected": 1234, "withoutUser": 1234}
                    """
                        .formatted(request.at("/plan/day")))
            .on(
                "WindowAggregation prepare",
                request ->
                    "{\"groups\": [], \"plan\": {\"day\": %s, \"rebuild\": %s}}"
                        .formatted(request.at("/run/day"), request.get("rebuild")))
            .on("WindowAggregation publish", request -> "{\"groups\": []}")
            .on("WindowAggregation complete", RunOutputTest::windowOutcome);
    ExecutionResult result = runner(functions).run(input());
    return result
        .output()
        .orElseThrow(() -> new AssertionError("the execution failed: " + result.failure()));
  }

  private static String windowOutcome(JsonNode request) {
    boolean rebuilt = request.at("/plan/rebuild").asBoolean();
    return "{\"stage\": \"WindowAggregation\", \"day\": %s, \"message\": \"%s\", \"rebuilt\": %s}"
        .formatted(
            request.at("/plan/day"), rebuilt ? "d7, d30, d365, total" : "d7 from 7 days", rebuilt);
  }

  private static Runner runner(FakeFunctions functions) {
    FakeAthena athena = FakeAthena.where(FakeAthena.Script.succeeds());
    Map<String, TaskResource> resources =
        Map.of(
            FunctionResource.NAME, new FunctionResource(functions.handlers()),
            AthenaQueryResource.NAME, new AthenaQueryResource(athena, NOBODY),
            AthenaResultsResource.NAME, new AthenaResultsResource(athena),
            ExecutionStatusResource.NAME, RunOutputTest::notCalled);
    return new Runner(
        JobRun.machine(
            EventAggregatorDefinition.text(), functions.handlers().keySet(), resources.keySet()),
        resources,
        new ExecutionListener() {},
        new FrozenTime(),
        () -> 0L);
  }

  private static JsonNode notCalled(JsonNode arguments, TaskContext context) {
    throw new AssertionError("nobody else holds the lease");
  }

  private static ExecutionInput input() {
    return new ExecutionInput("run-1", FrozenTime.NOW, Json.MAPPER.createObjectNode());
  }

  private static List<LocalDate> days(LocalDate first, int count) {
    return first.datesUntil(first.plusDays(count)).toList();
  }

  private static String quoted(List<LocalDate> days) {
    return days.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
  }
}
