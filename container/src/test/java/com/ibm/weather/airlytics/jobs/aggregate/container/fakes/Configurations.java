package com.ibm.weather.airlytics.jobs.aggregate.container.fakes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;

/** Configurations that tests start from. */
public final class Configurations {

  private Configurations() {}

  /** A configuration without a mistake; it exports and imports. */
  public static ObjectNode valid() {
    return (ObjectNode)
        Json.tree(
            """
            {
              "athenaRegion": "eu-west-1",
              "athenaResultsOutputBucket": "athena-results",
              "athenaCatalog": "AwsDataCatalog",
              "sourceAthenaDb": "airlytics",
              "destAthenaDb": "aggregations",
              "sourceEventsTable": "rawevents",
              "targetS3Bucket": "datalake",
              "dailyAggregationsS3Path": "/ltv/1d/",
              "dailyAggregationsTable": "ltv_1d",
              "historyStartDay": "2021-06-01",
              "secondaryAggregations": [
                {"aggregationWindowDays": 36500, "targetFolder": "/ltv/total/",
                 "targetTable": "ltv_total"}
              ],
              "csvOutputBucket": "imports",
              "csvOutputFolder": "/ltv/",
              "csvTablePrefix": "ltv",
              "importTargetTable": "ad_impressions",
              "airlockApiBaseUrl": "http://localhost:1/airlock/api",
              "airlockProductId": "12345"
            }
            """,
            "the configuration");
  }
}
