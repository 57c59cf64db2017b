package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackfillTest {

  /** Ten years of days, each prepared, queried and completed. */
  @Test
  void aDistributedMapRunsThroughThousandsOfDays() {
    int days = 3_650;
    TestMachine machine =
        TestMachine.of(
                """
                "Days": {"Type": "Map", "MaxConcurrency": 8, "End": true,
                  "ItemSelector": {"day": "{% $states.context.Map.Item.Value %}"},
                  "Output": "{% $sum($states.result) %}",
                  "ItemProcessor": {
                    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                    "StartAt": "Prepare",
                    "States": {
                      "Prepare": {"Type": "Task", "Resource": "work", "Arguments": "{% $states.input %}",
                        "Assign": {"day": "{% $states.result.day %}"}, "Next": "Query"},
                      "Query": {"Type": "Task", "Resource": "work", "Arguments": "{% $day %}", "Next": "Complete"},
                      "Complete": {"Type": "Pass", "Output": "{% $day %}", "End": true}}}}
                """)
            .task("work", (arguments, context) -> arguments);

    ExecutionResult result = machine.run(IntStream.range(0, days).boxed().toList().toString());

    assertThat(result.output().orElseThrow().longValue()).isEqualTo((long) days * (days - 1) / 2);
    QuotaUse use = result.quotaUse();
    assertThat(use.historyEvents()).isEqualTo(8);
    assertThat(use.childExecutions()).isEqualTo(days);
    assertThat(use.mostChildHistoryEvents()).isEqualTo(14);
    assertThat(use.largestPayload().bytes()).isEqualTo(17_141);
  }
}
