package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.Refusals.assertRefused;
import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.Refusals.machine;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reasons to refuse a field: what is written | where it is found | what is said. */
class RefusedFieldsTest {
  private static final String PROCESSOR =
      "'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'End': true}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Resource': 'other' | States.A.Resource | other is not bound; bound are [work]
          'Resource': '{% 1 %}' | States.A.Resource | only a literal
          'TimeoutSeconds': 0 | States.A.TimeoutSeconds | integer from 1
          'TimeoutSeconds': '60' | States.A.TimeoutSeconds | integer from 1
          'HeartbeatSeconds': 5 | States.A.HeartbeatSeconds | not implemented in Task
          'Credentials': {} | States.A.Credentials | not implemented in Task
          'Parameters': {} | States.A.Parameters | JSONPath: use Arguments
          'ResultSelector': {} | States.A.ResultSelector | JSONPath: use Output
          'Retry': {} | States.A.Retry | must be an array
          'Catch': [{'ErrorEquals': ['B']}] | States.A.Catch[0] | Next is missing
          'Catch': [{'ErrorEquals': ['B'], 'Next': 'C'}] | States.A | no state C
          'Catch': [{'ErrorEquals': ['B'], 'Next': 'A', 'ResultPath': '$'}] | States.A.Catch[0].ResultPath | JSONPath
          'Arguments': {'day.$': '$.day'} | States.A.Arguments.day.$ | JSONPath
          'Arguments': {'a': [{'b': '{% $x %}'}]} | States.A.Arguments.a[0].b | $x is never assigned
          'Arguments': '{% $states.result %}' | States.A.Arguments | $states.result exists only
          """)
  void aTaskIsRefused(String fields, String path, String message) {
    assertRefused(task(fields), path, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'MaxAttempts': 1 | States.A.Retry[0] | ErrorEquals is missing
          'ErrorEquals': [] | States.A.Retry[0].ErrorEquals | at least one
          'ErrorEquals': ['{% 1 %}'] | States.A.Retry[0].ErrorEquals | literal text
          'ErrorEquals': ['States.ALL', 'B'] | States.A.Retry[0].ErrorEquals | stand alone
          'ErrorEquals': ['States.ALL']}, {'ErrorEquals': ['B'] | States.A.Retry[0].ErrorEquals | last element
          'ErrorEquals': ['States.Runtime'] | States.A.Retry[0].ErrorEquals | neither retried nor caught
          'ErrorEquals': ['States.Made'] | States.A.Retry[0].ErrorEquals | States.Made does not occur
          'ErrorEquals': ['B'], 'IntervalSeconds': 0 | States.A.Retry[0].IntervalSeconds | from 1
          'ErrorEquals': ['B'], 'IntervalSeconds': '{% 1 %}' | States.A.Retry[0].IntervalSeconds | integer
          'ErrorEquals': ['B'], 'MaxAttempts': -1 | States.A.Retry[0].MaxAttempts | from 0
          'ErrorEquals': ['B'], 'BackoffRate': 0.5 | States.A.Retry[0].BackoffRate | from 1.0
          'ErrorEquals': ['B'], 'MaxDelaySeconds': 31622400 | States.A.Retry[0].MaxDelaySeconds | 31622399
          'ErrorEquals': ['B'], 'JitterStrategy': 'HALF' | States.A.Retry[0].JitterStrategy | FULL or NONE
          'ErrorEquals': ['B'], 'Delay': 1 | States.A.Retry[0].Delay | not a field of a retrier
          """)
  void aRetrierIsRefused(String fields, String path, String message) {
    assertRefused(task("'Retry': [{" + fields + "}]"), path, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Items': {'a': 1} | States.A.Items | only an array
          'MaxConcurrency': -1 | States.A.MaxConcurrency | from 0
          'ToleratedFailureCount': 1 | States.A.ToleratedFailureCount | not implemented in Map
          'ToleratedFailurePercentage': 1 | States.A.ToleratedFailurePercentage | not implemented in Map
          'ItemReader': {} | States.A.ItemReader | not implemented in Map
          'ResultWriter': {} | States.A.ResultWriter | not implemented in Map
          'ItemBatcher': {} | States.A.ItemBatcher | not implemented in Map
          'Label': 'x' | States.A.Label | only a Distributed Map
          'ItemsPath': '$' | States.A.ItemsPath | JSONPath: use Items
          'TimeoutSeconds': 5 | States.A.TimeoutSeconds | not a field of Map
          """)
  void aMapIsRefused(String fields, String path, String message) {
    assertRefused(map(fields, PROCESSOR), path, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'StartAt': 'B' | States.A.ItemProcessor | States is missing
          'StartAt': 'C', 'States': {'B': {'Type': 'Succeed'}} | States.A.ItemProcessor.StartAt | no state C among [B]
          'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'End': true}}, 'TimeoutSeconds': 5 | States.A.ItemProcessor.TimeoutSeconds | not a field of an ItemProcessor
          'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}} | States.A.ItemProcessor.States.A | names must be unique
          'ProcessorConfig': {'Mode': 'REMOTE'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'End': true}} | States.A.ItemProcessor.ProcessorConfig.Mode | not REMOTE
          'ProcessorConfig': {'Mode': 'DISTRIBUTED'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'End': true}} | States.A.ItemProcessor.ProcessorConfig.ExecutionType | STANDARD
          'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'EXPRESS'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'End': true}} | States.A.ItemProcessor.ProcessorConfig.ExecutionType | STANDARD
          'ProcessorConfig': {'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'End': true}} | States.A.ItemProcessor.ProcessorConfig.ExecutionType | only a Distributed Map
          'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'End': true, 'Output': '{% $states.context.Map.Item.Index %}'}} | States.A.ItemProcessor.States.B.Output | Inline Map's iteration
          """)
  void anItemProcessorIsRefused(String processor, String path, String message) {
    assertRefused(map("'Comment': 'x'", processor), path, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Label': 'LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL' | 'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'End': true}} | States.A.Label | 40 characters
          'Assign': {'x': 1} | 'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'End': true, 'Assign': {'x': 2}}} | States.A.ItemProcessor.States.B.Assign.x | outer scope
          'Assign': {'x': 1} | 'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'End': true, 'Output': '{% $x %}'}} | States.A.ItemProcessor.States.B.Output | pass it with ItemSelector
          'Output': '{% $x %}' | 'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'End': true, 'Assign': {'x': 2}}} | States.A.Output | $x is never assigned in this scope
          """)
  void aMapWithItsItemProcessorIsRefused(
      String fields, String processor, String path, String message) {
    assertRefused(map(fields, processor), path, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {% 1 + %} | States.A.Output | JSONata cannot parse
          day {% 1 %} | States.A.Output | the whole text
          {% 1 | States.A.Output | the whole text
          {% $missing %} | States.A.Output | $missing is never assigned
          {% $foo(1) %} | States.A.Output | $foo is not a function
          {% $eval('1') %} | States.A.Output | use $parse
          {% $hash('1') %} | States.A.Output | not implemented
          {% $random() %} | States.A.Output | not implemented
          {% $.day %} | States.A.Output | begin with $states.input
          {% $states.result %} | States.A.Output | only in Output and Assign of a Task or Map
          {% $states.errorOutput %} | States.A.Output | of a Catch
          {% $states %} | States.A.Output | name the field
          {% $states.context.Execution.RoleArn %} | States.A.Output | not available
          {% $states.context.Task.Token %} | States.A.Output | not available
          {% $states.context.Map.Item.Value %} | States.A.Output | only in ItemSelector
          States.Format('{}', 1) | States.A.Output | intrinsics belong to JSONPath
          """)
  void anExpressionIsRefused(String text, String path, String message) {
    assertRefused(
        machine("'A': {'Type': 'Pass', 'Output': \"" + text + "\", 'End': true}"), path, message);
  }

  private static String task(String fields) {
    String resource = fields.contains("'Resource'") ? "" : "'Resource': 'work', ";
    String arguments = fields.contains("'Arguments'") ? "" : "'Arguments': {}, ";
    return machine("'A': {'Type': 'Task', " + resource + arguments + fields + ", 'End': true}");
  }

  private static String map(String fields, String processor) {
    return machine(
        "'A': {'Type': 'Map', %s, 'ItemProcessor': {%s}, 'End': true}"
            .formatted(fields, processor));
  }
}
