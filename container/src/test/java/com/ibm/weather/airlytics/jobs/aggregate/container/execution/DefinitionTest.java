package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Stage;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.EventAggregatorDefinition;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.InvalidDefinitionException;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.StateMachine;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The very file that Step Functions executes runs on what this process offers. */
class DefinitionTest {

  private static final Set<String> RESOURCES =
      Set.of(
          FunctionResource.NAME,
          AthenaQueryResource.NAME,
          AthenaResultsResource.NAME,
          ExecutionStatusResource.NAME);
  private static final Set<String> FUNCTIONS =
      Arrays.stream(Stage.values()).map(Stage::stateName).collect(Collectors.toSet());

  @Test
  void usesExactlyTheResourcesThatThereAre() {
    assertThat(load(EventAggregatorDefinition.text()).resources())
        .containsExactlyInAnyOrderElementsOf(RESOURCES);
  }

  @Test
  void hasTheStagesAsItsStates() {
    List<String> names = Arrays.stream(Stage.values()).map(Stage::stateName).toList();
    assertThat(load(EventAggregatorDefinition.text()).workflow().states().keySet())
        .startsWith(names.toArray(String[]::new))
        .endsWith("ReleaseLease", "RunDone")
        .hasSize(names.size() + 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "MaxConcurrency": 8              | "MaxConcurency": 8              | MaxConcurency
          "Next": "ExportCsv"              | "Next": "ExportPdf"             | ExportPdf
          athena:getQueryResults           | athena:getQueryExecution        | athena:getQueryExecution
          ${ExportCsvFunction}             | ${ExportPdfFunction}            | ExportPdfFunction
          "Type": "Succeed"                | "Type": "Success"               | Success
          {% $run.day %}                   | {% $run.day( %}                 | $run.day(
          """)
  void refusesACopyThatIsBroken(String original, String broken, String named) {
    String text = EventAggregatorDefinition.text();
    assertThat(text).contains(original);
    assertThatThrownBy(() -> load(text.replace(original, broken)))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(named);
  }

  @Test
  void refusesADefinitionWhoseFunctionIsNotThere() {
    Set<String> fewer = new HashSet<>(FUNCTIONS);
    fewer.remove("ImportToUserDb");
    assertThatThrownBy(() -> JobRun.machine(EventAggregatorDefinition.text(), fewer, RESOURCES))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("ImportToUserDbFunction");
  }

  private static StateMachine load(String definition) {
    return JobRun.machine(definition, FUNCTIONS, RESOURCES);
  }
}
