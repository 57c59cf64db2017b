package com.ibm.weather.airlytics.jobs.aggregate.infra.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackTest {

  private static final String TEMPLATE =
      """
      AWSTemplateFormatVersion: 2010-09-09
      Parameters:
        Location: { Type: String, Default: bucket/a/b/ }
        Subnets: { Type: CommaDelimitedList, Default: "one, two" }
        Topic: { Type: String, Default: "" }
      Conditions:
        HasTopic: !Not [!Equals [!Ref Topic, ""]]
        IsPlain: !And [!Not [Condition: HasTopic], !Or [!Equals [a, b], !Equals [a, a]]]
      Globals:
        Function:
          Timeout: 3
          Environment: { Variables: { A: global, B: global } }
      Resources:
        Queue:
          Type: AWS::SQS::Queue
        Machine:
          Type: AWS::Serverless::StateMachine
          Properties: { Name: !Sub "${AWS::StackName}-machine" }
        Function:
          Type: AWS::Serverless::Function
          Properties:
            Environment: { Variables: { B: own } }
            Value: %s
        Alarm:
          Type: AWS::CloudWatch::Alarm
          Condition: HasTopic
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          2010-09-09                                         | "2010-09-09"
          !Ref Location                                      | "bucket/a/b/"
          !Ref Subnets                                       | ["one","two"]
          !Ref AWS::Region                                   | "eu-west-1"
          !Ref Queue                                         | "https://sqs.eu-west-1.amazonaws.com/123456789012/job-Queue-1A2B3C4D5E6F"
          !Ref Machine                                       | "arn:aws:states:eu-west-1:123456789012:stateMachine:job-machine"
          !GetAtt Queue.Arn                                  | "arn:aws:sqs:eu-west-1:123456789012:job-Queue-1A2B3C4D5E6F"
          !Sub "${Location}x-${Machine.Name}-${!Location}"   | "bucket/a/b/x-job-machine-${Location}"
          !Sub ["${X}-${Location}", { X: !Ref AWS::Region }] | "eu-west-1-bucket/a/b/"
          !Select [0, !Split ["/", !Ref Location]]           | "bucket"
          !Split ["/", !Ref Location]                        | ["bucket","a","b",""]
          !Join ["-", !Ref Subnets]                          | "one-two"
          !If [HasTopic, [!Ref Topic], none]                 | "none"
          !If [IsPlain, plain, not]                          | "plain"
          [a, !If [HasTopic, b, !Ref AWS::NoValue]]          | ["a"]
          !ImportValue other-stack                           | "imported"
          """)
  void computesWhatCloudFormationWould(String written, String expected) {
    assertThat(function(written).at("/Value").toString()).isEqualTo(expected);
  }

  @Test
  void mergesGlobalsLikeSam() {
    JsonNode function = function("any");
    assertThat(function.path("Timeout").asInt()).isEqualTo(3);
    assertThat(function.at("/Environment/Variables"))
        .hasToString("{\"A\":\"global\",\"B\":\"own\"}");
  }

  @Test
  void createsOnlyWhatTheConditionsSay() {
    assertThat(stack("any", Map.of()).resources()).containsOnlyKeys("Queue", "Machine", "Function");
    assertThat(stack("any", Map.of("Topic", "arn")).resources()).containsKey("Alarm");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          !Ref Nothing                  | there is no parameter or resource Nothing
          !GetAtt Queue.Url             | Queue has no attribute Url
          !Sub "${Nothing.Arn}"         | there is no parameter or resource Nothing
          !Ref Alarm                    | Alarm is not created: its condition HasTopic does not hold
          !If [HasQueue, a, b]          | there is no condition HasQueue
          !Select [7, !Ref Subnets]     | Fn::Select 7
          !ImportValue another-stack    | no stack exports another-stack
          !Base64 text                  | Fn::Base64 is not known here
          { a: 1, a: 2 }                | the key a is there twice
          """)
  void refusesWhatCloudFormationWould(String written, String finding) {
    assertThatThrownBy(() -> function(written))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(finding);
  }

  @Test
  void refusesAParameterThatThereIsNot() {
    assertThatThrownBy(() -> stack("any", Map.of("Lokation", "x")))
        .isInstanceOf(TemplateException.class)
        .hasMessage("there is no parameter Lokation");
  }

  private static JsonNode function(String value) {
    return stack(value, Map.of()).resource("Function").properties();
  }

  private static Stack stack(String value, Map<String, String> parameters) {
    Map<String, JsonNode> imports = Map.of("other-stack", TextNode.valueOf("imported"));
    return Stack.of("job", TEMPLATE.formatted(value), parameters, imports);
  }
}
