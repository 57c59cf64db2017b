package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.Refusals.assertRefused;
import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.Refusals.findings;
import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.Refusals.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reasons to refuse a definition: what is written | where it is found | what is said. */
class RefusedStatesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'A': {'Type': 'Parallel', 'End': true} | States.A.Type | Parallel is not implemented
          'A': {'End': true} | States.A | Type is missing
          'A': 5 | States.A | must be an object, not 5
          'A': {'Type': 'Pass'} | States.A | one of Next and End
          'A': {'Type': 'Pass', 'End': false} | States.A.End | must be true
          'A': {'Type': 'Pass', 'End': true, 'Next': 'B'} | States.A | one of Next and End
          'A': {'Type': 'Pass', 'Next': 'B'} | States.A | no state B among [A]
          'A': {'Type': 'Pass', 'End': true}, 'B': {'Type': 'Succeed'} | States.B | no transition leads
          'A': {'Type': 'Pass', 'End': true, 'Colour': 1} | States.A.Colour | Colour is not a field of Pass
          'A': {'Type': 'Pass', 'End': true, 'Result': 1} | States.A.Result | JSONPath: use Output
          'A': {'Type': 'Pass', 'End': true, 'InputPath': '$'} | States.A.InputPath | JSONPath: select
          'A': {'Type': 'Pass', 'End': true, 'ResultPath': '$'} | States.A.ResultPath | JSONPath
          'A': {'Type': 'Pass', 'End': true, 'QueryLanguage': 'JSONPath'} | States.A.QueryLanguage | not implemented
          'A': {'Type': 'Succeed', 'Assign': {'a': 1}} | States.A.Assign | not a field of Succeed
          'A': {'Type': 'Fail', 'Cause': 'x'} | States.A | Error is missing
          'A': {'Type': 'Fail', 'Error': 5} | States.A.Error | must be a text
          'A': {'Type': 'Fail', 'Error': 'States.Own'} | States.A.Error | reserved: States.Own
          'A': {'Type': 'Fail', 'Error': 'x', 'Output': 1} | States.A.Output | not a field of Fail
          'NNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNN': {'Type': 'Succeed'} | States.NNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNN | this has 81
          'A': {'Type': 'Pass', 'End': true, 'Assign': 5} | States.A.Assign | object of variables
          'A': {'Type': 'Pass', 'End': true, 'Assign': {'$a': 5}} | States.A.Assign.$a | identifier
          'A': {'Type': 'Pass', 'End': true, 'Assign': {'states': 5}} | States.A.Assign.states | already means
          'A': {'Type': 'Pass', 'End': true, 'Assign': {'sum': 5}} | States.A.Assign.sum | already means
          'A': {'Type': 'Pass', 'End': true, 'Output': '${Bucket}'} | States.A.Output | nothing was given for ${Bucket}
          'A': {'Type': 'Task', 'Arguments': {}, 'End': true} | States.A | Resource is missing
          'A': {'Type': 'Task', 'Resource': 'work', 'End': true} | States.A | Arguments is missing
          'A': {'Type': 'Pass', 'End': true, 'Retry': []} | States.A.Retry | not a field of Pass
          'A': {'Type': 'Map', 'End': true} | States.A | ItemProcessor is missing
          'A': {'Type': 'Pass', 'Assign': {'x': '{% ($x := 1; $x) %}'}, 'End': true} | States.A.Assign.x | bind another name
          """)
  void aStateIsRefused(String states, String path, String message) {
    assertRefused(machine(states), path, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'A': {'Type': 'Choice'} | States.A | Choices is missing
          'A': {'Type': 'Choice', 'Choices': []} | States.A.Choices | at least one
          'A': {'Type': 'Choice', 'Choices': [{'Next': 'D'}]}, 'D': {'Type': 'Succeed'} | States.A.Choices[0] | Condition is missing
          'A': {'Type': 'Choice', 'Choices': [{'Condition': '{% true %}'}]} | States.A.Choices[0] | Next is missing
          'A': {'Type': 'Choice', 'Choices': [{'Condition': true, 'Next': 'D'}]}, 'D': {'Type': 'Succeed'} | States.A.Choices[0].Condition | must be an expression
          'A': {'Type': 'Choice', 'Choices': [{'Condition': 'true', 'Next': 'D'}]}, 'D': {'Type': 'Succeed'} | States.A.Choices[0].Condition | {% ... %}
          'A': {'Type': 'Choice', 'Choices': [{'Variable': '$.a', 'Next': 'D'}]}, 'D': {'Type': 'Succeed'} | States.A.Choices[0].Variable | JSONPath: use Condition
          'A': {'Type': 'Choice', 'Choices': [{'Condition': '{% true %}', 'Next': 'D'}], 'Next': 'D'}, 'D': {'Type': 'Succeed'} | States.A.Next | not a field of Choice
          'A': {'Type': 'Choice', 'Choices': [{'Condition': '{% true %}', 'Next': 'D'}], 'Assign': {'x': 1}}, 'D': {'Type': 'Succeed'} | States.A | name a Default
          'A': {'Type': 'Choice', 'Choices': [{'Condition': '{% true %}', 'Next': 'D'}], 'Default': 'E'}, 'D': {'Type': 'Succeed'} | States.A | no state E
          'A': {'Type': 'Wait', 'End': true} | States.A | one of Seconds and Timestamp
          'A': {'Type': 'Wait', 'Seconds': 1, 'Timestamp': '2021-07-01T00:00:00Z', 'End': true} | States.A | one of Seconds and Timestamp
          'A': {'Type': 'Wait', 'Seconds': -1, 'End': true} | States.A.Seconds | from 0
          'A': {'Type': 'Wait', 'Seconds': '5', 'End': true} | States.A.Seconds | integer
          'A': {'Type': 'Wait', 'Timestamp': 'noon', 'End': true} | States.A.Timestamp | must be a time
          'A': {'Type': 'Wait', 'SecondsPath': '$.s', 'End': true} | States.A.SecondsPath | JSONPath
          """)
  void aChoiceOrAWaitIsRefused(String states, String path, String message) {
    assertRefused(machine(states), path, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          { | `` | not JSON
          [] | `` | must be an object
          {'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}} trailing | `` | not JSON
          {'QueryLanguage': 'JSONata', 'StartAt': 'A', 'StartAt': 'B', 'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}} | `` | Duplicate field
          {'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}} | `` | QueryLanguage is missing
          {'QueryLanguage': 'JSONPath', 'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}} | QueryLanguage | not JSONPath
          {'QueryLanguage': 'JSONata', 'Version': '2.0', 'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}} | Version | not 2.0
          {'QueryLanguage': 'JSONata', 'TimeoutSeconds': 0, 'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}} | TimeoutSeconds | from 1
          {'QueryLanguage': 'JSONata', 'TimeoutSeconds': '{% 1 %}', 'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}} | TimeoutSeconds | integer
          {'QueryLanguage': 'JSONata', 'ProcessorConfig': {}, 'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}} | ProcessorConfig | not implemented in a state machine
          {'QueryLanguage': 'JSONata', 'States': {'A': {'Type': 'Succeed'}}} | `` | StartAt is missing
          {'QueryLanguage': 'JSONata', 'StartAt': 'B', 'States': {'A': {'Type': 'Succeed'}}} | StartAt | no state B among [A]
          {'QueryLanguage': 'JSONata', 'StartAt': '{% 1 %}', 'States': {'A': {'Type': 'Succeed'}}} | StartAt | only a literal
          {'QueryLanguage': 'JSONata', 'StartAt': 'A'} | `` | States is missing
          {'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {}} | States | at least one state
          """)
  void aTopLevelIsRefused(String definition, String path, String message) {
    assertRefused(definition.replace('\'', '"'), path, message);
  }

  @Test
  void allFindingsAreReportedAtOnce() {
    String definition =
        machine(
            """
            'A': {'Type': 'Task', 'Resource': 'other', 'Arguments': '{% $x %}', 'Next': 'Z', 'Colour': 1},
            'B': {'Type': 'Wait', 'Seconds': -1, 'End': true}
            """);

    assertThat(findings(definition).stream().map(Finding::path))
        .containsExactlyInAnyOrder(
            "States.A.Resource",
            "States.A.Colour",
            "States.B.Seconds",
            "States.A",
            "States.B",
            "States.A.Arguments");
    assertThatThrownBy(() -> StateMachine.load(definition, Map.of(), Set.of("work")))
        .hasMessageContaining("States.A.Resource: the resource other is not bound")
        .hasMessageContaining("States.B.Seconds");
  }
}
