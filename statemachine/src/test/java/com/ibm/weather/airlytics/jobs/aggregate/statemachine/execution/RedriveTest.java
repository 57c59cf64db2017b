package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.EventAggregatorDefinition;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a redrive does in the job's definition. Statements of an attempt that began before the
 * redrive are not run any more; a function is asked again, and decides itself.
 */
class RedriveTest {

  private static final String DEFINITION = EventAggregatorDefinition.text();
  private static final List<String> DAY_FUNCTIONS = List.of("PrepareDay", "CompleteDay");
  private static final List<String> WINDOW_FUNCTIONS =
      List.of("PrepareWindows", "CheckWindows", "CompleteWindows");

  /** Behind them are statements or requests that a redrive does not let through. */
  private static final List<String> LED_BACK =
      List.of("CheckAirlock", "TakeLease", "StopEarlierQueries", "FollowImport");

  @Test
  void aStatementThatWritesTheCsvLeadsBackToItsPrepare() throws Exception {
    RedrivenExecution execution = new RedrivenExecution(DEFINITION, "CsvStatement", 1);

    execution.run();

    assertThat(stage(execution.calls(), "ExportCsv"))
        .containsExactly(
            "ExportCsv prepare",
            "prepare 1 first",
            "prepare 1 second",
            "ExportCsv prepare",
            "prepare 2 first",
            "prepare 2 second",
            "ExportCsv complete");
    assertThat(execution.calls()).endsWith("ImportToUserDb follow", "CheckLastDay release");
  }

  @Test
  void aStatementThatOpensTheRunLeadsBackToItsPrepare() throws Exception {
    RedrivenExecution execution = new RedrivenExecution(DEFINITION, "CheckStatement", 1);

    execution.run();

    assertThat(stage(execution.calls(), "CheckLastDay"))
        .containsExactly(
            "CheckLastDay prepare",
            "ImportToUserDb check",
            "CheckLastDay lease",
            "prepare 1 first",
            "prepare 1 second",
            "CheckLastDay prepare",
            "ImportToUserDb check",
            "CheckLastDay lease",
            "prepare 2 first",
            "prepare 2 second",
            "CheckLastDay complete");
  }

  /** The way of an operator who stored Airlock's secret meanwhile. */
  @Test
  void aFunctionBetweenPrepareAndItsStatementsLeadsBackToPrepareBeforeAnyOfThemIsRun()
      throws Exception {
    RedrivenExecution execution = new RedrivenExecution(DEFINITION, "CheckAirlock", 1);

    execution.run();

    assertThat(stage(execution.calls(), "CheckLastDay"))
        .containsExactly(
            "CheckLastDay prepare",
            "ImportToUserDb check",
            "ImportToUserDb check",
            "CheckLastDay lease",
            "CheckLastDay prepare",
            "ImportToUserDb check",
            "CheckLastDay lease",
            "prepare 2 first",
            "prepare 2 second",
            "CheckLastDay complete");
  }

  @Test
  void theLeaseIsAskedForAgainAndTheStatementsLeadBackToPrepare() throws Exception {
    RedrivenExecution execution = new RedrivenExecution(DEFINITION, "TakeLease", 1);

    execution.run();

    assertThat(stage(execution.calls(), "CheckLastDay"))
        .containsExactly(
            "CheckLastDay prepare",
            "ImportToUserDb check",
            "CheckLastDay lease",
            "CheckLastDay lease",
            "CheckLastDay prepare",
            "ImportToUserDb check",
            "CheckLastDay lease",
            "prepare 2 first",
            "prepare 2 second",
            "CheckLastDay complete");
  }

  @Test
  void aHolderThatCouldNotBeDescribedIsDescribedAgain() throws Exception {
    RedrivenExecution execution =
        new RedrivenExecution(DEFINITION, "DescribeHolder", 1).withLease("DESCRIBE", "TAKEN");

    execution.run();

    assertThat(stage(execution.calls(), "CheckLastDay"))
        .startsWith(
            "CheckLastDay prepare",
            "ImportToUserDb check",
            "CheckLastDay lease",
            "describe the holder",
            "describe the holder",
            "CheckLastDay lease");
  }

  @Test
  void whatEarlierRunsLeftIsStoppedOnceMore() throws Exception {
    RedrivenExecution execution =
        new RedrivenExecution(DEFINITION, "StopEarlierQueries", 1).withLease("TAKEN_OVER");

    execution.run();

    assertThat(stage(execution.calls(), "CheckLastDay"))
        .startsWith(
            "CheckLastDay prepare",
            "ImportToUserDb check",
            "CheckLastDay lease",
            "CheckLastDay clear",
            "CheckLastDay clear",
            "CheckLastDay prepare");
  }

  @Test
  void aStatementThatWritesWindowsLeadsBackToTheirPrepare() throws Exception {
    RedrivenExecution execution = new RedrivenExecution(DEFINITION, "WriteStatement", 1);

    execution.runWindows();

    assertThat(execution.calls())
        .containsExactly(
            "WindowAggregation prepare",
            "prepare 1 first",
            "prepare 1 second",
            "WindowAggregation prepare",
            "prepare 2 first",
            "prepare 2 second",
            "WindowAggregation publish",
            "publish 1 first",
            "publish 1 second",
            "WindowAggregation complete");
  }

  @Test
  void aStatementThatPublishesLeadsBackToThePrepareOfTheWindows() throws Exception {
    RedrivenExecution execution = new RedrivenExecution(DEFINITION, "PublishStatement", 1);

    execution.runWindows();

    assertThat(execution.calls())
        .containsExactly(
            "WindowAggregation prepare",
            "prepare 1 first",
            "prepare 1 second",
            "WindowAggregation publish",
            "publish 1 first",
            "publish 1 second",
            "WindowAggregation prepare",
            "prepare 2 first",
            "prepare 2 second",
            "WindowAggregation publish",
            "publish 2 first",
            "publish 2 second",
            "WindowAggregation complete");
  }

  @Test
  void aStatementOfADaysOwnExecutionLeadsBackToThePrepareOfTheDay() throws Exception {
    RedrivenExecution execution = new RedrivenExecution(DEFINITION, "DayStatement", 1);

    execution.runDay();

    assertThat(execution.calls())
        .containsExactly(
            "DailyAggregation prepare",
            "prepare 1 first",
            "prepare 1 second",
            "DailyAggregation prepare",
            "prepare 2 first",
            "prepare 2 second",
            "DailyAggregation complete");
  }

  /** An import that failed is asked for again, which only the stage's beginning does. */
  @Test
  void anImportThatIsFollowedLeadsBackToItsPrepare() throws Exception {
    RedrivenExecution execution = new RedrivenExecution(DEFINITION, "FollowImport", 1);

    execution.run();

    assertThat(execution.calls())
        .endsWith(
            "ImportToUserDb prepare",
            "ImportToUserDb start",
            "ImportToUserDb follow",
            "ImportToUserDb prepare",
            "ImportToUserDb start",
            "ImportToUserDb follow",
            "CheckLastDay release");
  }

  @Test
  void theOperatorReadsWhyTheStageBeginsAgain() throws Exception {
    RedrivenExecution execution = new RedrivenExecution(DEFINITION, "CsvStatement", 1);

    execution.run();

    assertThat(execution.retriedMaps())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.error()).isEqualTo("States.QueryEvaluationError");
              assertThat(failure.cause()).endsWith("redriven: the stage begins again");
            });
  }

  @Test
  void everyFurtherRedriveBeginsTheStageAgain() throws Exception {
    RedrivenExecution execution = new RedrivenExecution(DEFINITION, "CsvStatement", 2);

    execution.run();

    assertThat(stage(execution.calls(), "ExportCsv"))
        .containsOnlyOnce("prepare 1 second", "prepare 2 second", "prepare 3 second")
        .filteredOn("ExportCsv prepare"::equals)
        .hasSize(3);
  }

  static List<String> functionTasks() {
    return undisturbed().tasks(RedrivenExecution.FUNCTION).stream()
        .filter(task -> !DAY_FUNCTIONS.contains(task) && !WINDOW_FUNCTIONS.contains(task))
        .filter(task -> !LED_BACK.contains(task))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("functionTasks")
  void aFunctionIsAskedAgainAndTheStageGoesOn(String task) throws Exception {
    RedrivenExecution undisturbed = undisturbed();
    undisturbed.run();
    RedrivenExecution execution = new RedrivenExecution(DEFINITION, task, 1);

    execution.run();

    assertThat(withoutRepetition(execution.calls())).isEqualTo(undisturbed.calls());
    assertThat(execution.calls()).hasSize(undisturbed.calls().size() + 1);
    assertThat(execution.retriedMaps()).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("DAY_FUNCTIONS")
  void aFunctionOfADayIsAskedAgainAndTheDayGoesOn(String task) throws Exception {
    RedrivenExecution execution = new RedrivenExecution(DEFINITION, task, 1);

    execution.runDay();

    assertThat(withoutRepetition(execution.calls()))
        .containsExactly(
            "DailyAggregation prepare",
            "prepare 1 first",
            "prepare 1 second",
            "DailyAggregation complete");
    assertThat(execution.calls()).hasSize(5);
  }

  @ParameterizedTest
  @FieldSource("WINDOW_FUNCTIONS")
  void aFunctionOfTheWindowsIsAskedAgainAndTheyGoOn(String task) throws Exception {
    RedrivenExecution undisturbed = undisturbed();
    undisturbed.runWindows();
    RedrivenExecution execution = new RedrivenExecution(DEFINITION, task, 1);

    execution.runWindows();

    assertThat(withoutRepetition(execution.calls())).isEqualTo(undisturbed.calls());
    assertThat(execution.calls()).hasSize(8);
  }

  @Test
  void theStatementsOfAllTasksAreCoveredAbove() {
    assertThat(undisturbed().tasks(RedrivenExecution.QUERY))
        .containsExactly(
            "CheckStatement", "DayStatement", "WriteStatement", "PublishStatement", "CsvStatement");
  }

  @Test
  void aCountThatIsThereFromTheBeginningChangesNothing() throws Exception {
    RedrivenExecution without = undisturbed();
    RedrivenExecution with = undisturbed().withCountFromTheBeginning();

    without.run();
    with.run();

    assertThat(with.calls()).isEqualTo(without.calls());
  }

  @Test
  void aCopyWithoutTheGuardWouldRunTheOldStatementAgain() throws Exception {
    String unguarded =
        DEFINITION.replaceAll(
            "\"QueryString\": \"[^\"]*\"", "\"QueryString\": \"{% \\$states.input.sql %}\"");
    RedrivenExecution execution = new RedrivenExecution(unguarded, "CsvStatement", 1);

    execution.run();

    assertThat(stage(execution.calls(), "ExportCsv"))
        .containsSequence("prepare 1 second", "prepare 1 second", "ExportCsv complete");
  }

  private static RedrivenExecution undisturbed() {
    return new RedrivenExecution(DEFINITION, "none", 0);
  }

  /** The calls from the first of a stage's function to the last. */
  private static List<String> stage(List<String> calls, String stage) {
    int first = calls.indexOf(stage + " prepare");
    return calls.subList(first, calls.lastIndexOf(stage + " complete") + 1);
  }

  private static List<String> withoutRepetition(List<String> calls) {
    return IntStream.range(0, calls.size())
        .filter(index -> index == 0 || !calls.get(index).equals(calls.get(index - 1)))
        .mapToObj(calls::get)
        .toList();
  }
}
