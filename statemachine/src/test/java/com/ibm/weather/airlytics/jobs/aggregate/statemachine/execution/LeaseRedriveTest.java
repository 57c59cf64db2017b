package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.RedriveTest.stage;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.EventAggregatorDefinition;
import org.junit.jupiter.api.Test;

/** What a redrive does where the lease is taken. */
class LeaseRedriveTest {

  private static final String DEFINITION = EventAggregatorDefinition.text();

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
            "CheckLastDay lease, seen FAILED");
  }

  @Test
  void aHolderThatWasDescribedBeforeTheRedriveIsDescribedOnceMore() throws Exception {
    RedrivenExecution execution =
        new RedrivenExecution(DEFINITION, "TakeLease", 1)
            .failingTheSecondTime()
            .withLease("DESCRIBE", "DESCRIBE", "TAKEN");

    execution.run();

    assertThat(stage(execution.calls(), "CheckLastDay"))
        .startsWith(
            "CheckLastDay prepare",
            "ImportToUserDb check",
            "CheckLastDay lease",
            "describe the holder",
            "CheckLastDay lease, seen FAILED",
            "CheckLastDay lease",
            "describe the holder",
            "CheckLastDay lease, seen FAILED",
            "CheckLastDay prepare");
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
}
