package com.ibm.weather.airlytics.jobs.aggregate.infra.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.EventAggregatorDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineStatus;

/** The definition as LocalStack's Step Functions read and execute it. */
@Tag("localstack")
@ExtendWith(LocalStack.class)
class StepFunctionsOnLocalStackIT {

  private static final String ROLE = "arn:aws:iam::000000000000:role/event-aggregator";
  private static final int NOT_IMPLEMENTED = 501;

  private static final String UNKNOWN_STAGE =
      """
      {"aggregation": "LTV", "environment": "PROD", "product": "Hello World App",
       "deployment": "INTERNAL", "stage": "ExportCvs", "day": "2021-06-30"}
      """;

  private final SfnClient stepFunctions;
  private final DeployedFunction checkLastDay;
  private String stateMachine;

  StepFunctionsOnLocalStackIT(LocalStackClients clients) {
    this.stepFunctions = clients.stepFunctions();
    this.checkLastDay = new DeployedFunction(clients, ROLE);
  }

  @BeforeEach
  void createStateMachine() {
    String definition = EventAggregatorDefinition.text();
    for (Map.Entry<String, String> substitution : substitutions().entrySet()) {
      definition = definition.replace("${" + substitution.getKey() + "}", substitution.getValue());
    }
    assertThat(definition).doesNotContain("${");
    String text = definition;
    stateMachine =
        stepFunctions
            .createStateMachine(
                request -> request.name(checkLastDay.name()).definition(text).roleArn(ROLE))
            .stateMachineArn();
  }

  private Map<String, String> substitutions() {
    return Map.of(
        "CheckLastDayFunction",
        checkLastDay.name(),
        "DailyAggregationFunction",
        "DailyAggregation",
        "WindowAggregationFunction",
        "WindowAggregation",
        "ExportCsvFunction",
        "ExportCsv",
        "ImportToUserDbFunction",
        "ImportToUserDb",
        "AthenaWorkGroup",
        "primary");
  }

  @AfterEach
  void delete() {
    stepFunctions.deleteStateMachine(request -> request.stateMachineArn(stateMachine));
    checkLastDay.delete();
  }

  @Test
  void theDefinitionIsAccepted() {
    assertThat(
            stepFunctions
                .describeStateMachine(request -> request.stateMachineArn(stateMachine))
                .status())
        .isEqualTo(StateMachineStatus.ACTIVE);
  }

  @Test
  void anUnknownStageEndsTheExecutionBeforeAthenaIsAsked() {
    checkLastDay.deploy();

    DescribeExecutionResponse execution = ended(start());

    assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(execution.error()).isEqualTo(InvalidInputException.class.getName());
    assertThat(execution.cause()).contains("ExportCvs");
    List<HistoryEvent> history = history(execution.executionArn());
    assertThat(history)
        .extracting(HistoryEvent::type)
        .startsWith(HistoryEventType.EXECUTION_STARTED)
        .endsWith(HistoryEventType.EXECUTION_FAILED)
        .containsOnlyOnce(HistoryEventType.TASK_FAILED);
    assertThat(history)
        .filteredOn(event -> event.type() == HistoryEventType.TASK_SCHEDULED)
        .extracting(event -> event.taskScheduledEventDetails().resourceType())
        .containsOnly("lambda");
  }

  @Test
  void aFailedExecutionIsRedriven() {
    checkLastDay.deploy();
    String execution = ended(start()).executionArn();

    redrive(execution);

    assertThat(
            Eventually.become(
                    () -> describe(execution),
                    described ->
                        described.redriveCount() > 0
                            && described.status() != ExecutionStatus.RUNNING)
                .error())
        .isEqualTo(InvalidInputException.class.getName());
  }

  private void redrive(String execution) {
    try {
      stepFunctions.redriveExecution(request -> request.executionArn(execution));
    } catch (SfnException e) {
      if (e.statusCode() == NOT_IMPLEMENTED) {
        abort("this LocalStack cannot redrive an execution: " + e.getMessage());
      }
      throw e;
    }
  }

  private String start() {
    return stepFunctions
        .startExecution(request -> request.stateMachineArn(stateMachine).input(UNKNOWN_STAGE))
        .executionArn();
  }

  private DescribeExecutionResponse ended(String execution) {
    return Eventually.become(
        () -> describe(execution), described -> described.status() != ExecutionStatus.RUNNING);
  }

  private DescribeExecutionResponse describe(String execution) {
    return stepFunctions.describeExecution(request -> request.executionArn(execution));
  }

  private List<HistoryEvent> history(String execution) {
    return stepFunctions
        .getExecutionHistoryPaginator(request -> request.executionArn(execution))
        .events()
        .stream()
        .toList();
  }
}
