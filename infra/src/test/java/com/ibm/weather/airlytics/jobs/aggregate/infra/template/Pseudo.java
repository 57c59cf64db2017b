package com.ibm.weather.airlytics.jobs.aggregate.infra.template;

import java.util.Map;

/** The pseudo parameters of a stack that is deployed nowhere. */
public final class Pseudo {

  public static final String REGION = "eu-west-1";
  public static final String ACCOUNT = "123456789012";

  /** A property with this value is not there. */
  static final String NO_VALUE = "AWS::NoValue";

  private Pseudo() {}

  static Map<String, String> of(String stackName) {
    return Map.of(
        "AWS::Region",
        REGION,
        "AWS::AccountId",
        ACCOUNT,
        "AWS::StackName",
        stackName,
        "AWS::Partition",
        "aws",
        "AWS::URLSuffix",
        "amazonaws.com",
        NO_VALUE,
        "");
  }
}
