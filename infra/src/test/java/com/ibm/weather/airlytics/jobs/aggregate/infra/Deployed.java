package com.ibm.weather.airlytics.jobs.aggregate.infra;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The parameters' values of the deployments that are checked. */
public final class Deployed {

  public static final String AGGREGATION = "LTV";
  public static final String ENVIRONMENT = "PROD";
  public static final String PRODUCT = "Hello World App";
  public static final String DEPLOYMENT = "INTERNAL";

  /** What CheckLastDay finds in its environment, besides where the configurations are. */
  public static final Map<String, String> ENVIRONMENT_VARIABLES =
      Map.of(
          "AWS_REGION", "eu-west-1",
          "AIRLYTICS_AGGREGATION", AGGREGATION,
          "AIRLYTICS_ENVIRONMENT", ENVIRONMENT,
          "AIRLYTICS_PRODUCT", PRODUCT,
          "AIRLYTICS_DEPLOYMENT", DEPLOYMENT);

  static final String SOURCE_DATABASE = "airlytics";
  static final String SOURCE_TABLE = "airlytics_rawevents_helloworld_prod";
  static final String SOURCE_LOCATION = "airlytics-raw-events/sample/";

  public static final String CONFIGURATION_URI =
      "s3://airlytics-configuration/event-aggregator/{environment}/{deployment}/{product}/{aggregation}.json";

  private static final String ALARM_TOPIC = "arn:aws:sns:eu-west-1:123456789012:on-call";

  private Deployed() {}

  /** Bucket and key of an aggregation's configuration. */
  public static String configurationObject(String aggregation) {
    return CONFIGURATION_URI
        .replace("s3://", "")
        .replace("{environment}", ENVIRONMENT)
        .replace("{deployment}", DEPLOYMENT)
        .replace("{product}", PRODUCT)
        .replace("{aggregation}", aggregation);
  }

  /** Only what has no default. */
  static Map<String, String> minimal() {
    return Map.ofEntries(
        Map.entry("ConfigurationUri", CONFIGURATION_URI),
        Map.entry("SourceLocation", SOURCE_LOCATION),
        Map.entry("TargetLocation", "airlytics-datalake-internal-prod/aggregations/"),
        Map.entry("CsvLocation", "airlytics-imports-internal/db-import/aggregations/"),
        Map.entry("QueryResultsBucket", "aws-athena-query-results-eu-west-1"),
        Map.entry("SourceDatabase", SOURCE_DATABASE),
        Map.entry("TargetDatabase", "aggregations_helloworld"),
        Map.entry("Aggregation", AGGREGATION),
        Map.entry("Product", PRODUCT));
  }

  /** An existing workgroup, a secret, a VPC, an alarm topic. */
  static Map<String, String> full() {
    Map<String, String> parameters = new LinkedHashMap<>(minimal());
    parameters.put("AthenaWorkGroup", "analytics");
    parameters.put(
        "AirlockSecretArn", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:airlock-AbCdEf");
    parameters.put("AirlockSubnetIds", "subnet-0a1b2c3d4e5f60718,subnet-0f1e2d3c4b5a69788");
    parameters.put("AirlockSecurityGroupIds", "sg-0123456789abcdef0");
    parameters.put("AlarmTopicArn", ALARM_TOPIC);
    return parameters;
  }

  /** A VPC without a secret, and a schedule that is not on yet. */
  static Map<String, String> mixed() {
    Map<String, String> parameters = new LinkedHashMap<>(full());
    parameters.keySet().removeAll(Set.of("AthenaWorkGroup", "AirlockSecretArn", "AlarmTopicArn"));
    parameters.put("ScheduleState", "DISABLED");
    return parameters;
  }

  /** One more aggregation: only what has no default. */
  static Map<String, String> minimalSchedule(String stack) {
    return Map.of(
        "EventAggregatorStack", stack, "Aggregation", AGGREGATION, "Product", "Hello Other App");
  }

  /** One more aggregation, with everything. */
  static Map<String, String> fullSchedule(String stack) {
    Map<String, String> parameters = new LinkedHashMap<>(minimalSchedule(stack));
    parameters.put("Environment", "DEV");
    parameters.put("Deployment", "EXTERNAL");
    parameters.put("ScheduleState", "DISABLED");
    parameters.put("AlarmTopicArn", ALARM_TOPIC);
    return parameters;
  }
}
