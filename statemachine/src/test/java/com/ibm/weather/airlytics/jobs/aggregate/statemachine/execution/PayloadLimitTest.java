package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TestMachine.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadLimitTest {
  private static final int LIMIT = 256 * 1024;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "arguments | \"Arguments\": \"{% [$states.input, $states.input] %}\"",
        "result | \"Arguments\": \"double\"",
        "output | \"Arguments\": {}, \"Output\": \"{% [$states.input, $states.input] %}\"",
        "variable $both | \"Arguments\": {}, \"Assign\": {\"both\": \"{% [$states.input, $states.input] %}\"}",
        "variables | \"Arguments\": {}, \"Assign\": {\"a\": \"{% $states.input %}\", \"b\": \"{% $states.input %}\"}",
      })
  void whatIsTooLargeFailsTheStateAndIsNamed(String what, String fields) {
    Failure failure = task(fields).failure(text(LIMIT / 2 + 100));

    assertThat(failure.error()).isEqualTo("States.DataLimitExceeded");
    assertThat(failure.path()).hasToString("Work");
    assertThat(failure.cause())
        .contains("The " + what, "of Work is", "262144", "leave the data in S3")
        .containsPattern("2623\\d\\d");
  }

  @Test
  void theLimitCountsBytesOfUtf8() {
    assertThat(task("\"Arguments\": {}").run(text(LIMIT)).status())
        .isEqualTo(ExecutionResult.Status.SUCCEEDED);
    assertThat(task("\"Arguments\": {}").failure(text(LIMIT + 1)).error())
        .isEqualTo("States.DataLimitExceeded");

    String umlauts = "\"" + "ü".repeat(LIMIT / 2 - 1) + "\"";
    assertThat(umlauts.getBytes(StandardCharsets.UTF_8)).hasSize(LIMIT);
    assertThat(task("\"Arguments\": {}").run(umlauts).status())
        .isEqualTo(ExecutionResult.Status.SUCCEEDED);
    assertThat(task("\"Arguments\": {}").failure("[" + umlauts + "]").cause()).contains("262146");
  }

  @Test
  void theOutputsOfAMapAreLimitedTogether() {
    Failure failure =
        TestMachine.of(
                """
                "Each": {"Type": "Map", "Items": [1, 2], "End": true,
                  "ItemSelector": "{% $states.input %}",
                  "ItemProcessor": {"StartAt": "Echo", "States": {"Echo": {"Type": "Pass", "End": true}}}}
                """)
            .failure(text(LIMIT / 2 + 100));

    assertThat(failure.cause()).contains("The result of Each");
  }

  @Test
  void aCatchOfAllErrorsDoesNotCatchIt() {
    Failure failure =
        TestMachine.of(
                """
                "Work": {"Type": "Task", "Resource": "work", "Arguments": "double", "End": true,
                  "Retry": [{"ErrorEquals": ["States.ALL"]}],
                  "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]},
                "Caught": {"Type": "Succeed"}
                """)
            .task("work", (arguments, context) -> json(text(LIMIT + 100)))
            .failure("{}");

    assertThat(failure.error()).isEqualTo("States.DataLimitExceeded");
  }

  private static TestMachine task(String fields) {
    return TestMachine.of(
            """
            "Work": {"Type": "Task", "Resource": "work", %s, "End": true}
            """
                .formatted(fields))
        .task("work", (arguments, context) -> result(arguments));
  }

  private static JsonNode result(JsonNode arguments) {
    return json(arguments.asText().equals("double") ? text(LIMIT + 200) : "{}");
  }

  /** A JSON text of so many bytes. */
  private static String text(int bytes) {
    return "\"" + "x".repeat(bytes - 2) + "\"";
  }
}
