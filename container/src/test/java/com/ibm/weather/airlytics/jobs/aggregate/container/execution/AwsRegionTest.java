package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsRegionTest {

  @Test
  void isTheOneThatTheEnvironmentNames() {
    assertThat(AwsRegion.of(Map.of("AWS_REGION", "eu-west-1", "AWS_DEFAULT_REGION", "eu-west-2")))
        .isEqualTo("eu-west-1");
    assertThat(AwsRegion.of(Map.of("AWS_REGION", " ", "AWS_DEFAULT_REGION", "eu-west-2")))
        .isEqualTo("eu-west-2");
  }

  @Test
  void ofStsIsThatOfThePodBeforeThatOfAthena() {
    assertThat(AwsRegion.ofSts(Map.of("AWS_REGION", "eu-west-1"), "us-east-1"))
        .isEqualTo("eu-west-1");
    assertThat(AwsRegion.ofSts(Map.of("AWS_DEFAULT_REGION", "eu-west-2"), "us-east-1"))
        .isEqualTo("eu-west-2");
    assertThat(AwsRegion.ofSts(Map.of("AWS_REGION", ""), "us-east-1")).isEqualTo("us-east-1");
  }

  @Test
  void isOtherwiseTheOneThatTheSdkKnows() {
    String property = "aws.region";
    assertThat(System.getProperty(property)).isNull();
    System.setProperty(property, "ap-southeast-2");
    try {
      assertThat(AwsRegion.of(Map.of())).isEqualTo("ap-southeast-2");
    } finally {
      System.clearProperty(property);
    }
  }
}
