package com.ibm.weather.airlytics.jobs.aggregate.infra.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantTest {

  private static final String BUCKET = "arn:aws:s3:::bucket";

  @ParameterizedTest
  @CsvSource({
    "s3:GetObject, arn:aws:s3:::bucket/a/*, true",
    "S3:getobject, arn:aws:s3:::bucket/a/b?c, true",
    "s3:Get*,      arn:aws:s3:::*,          true",
    "s3:PutObject, arn:aws:s3:::bucket/a/*, false",
    "s3:GetObject, arn:aws:s3:::bucket/a,   false",
    "s3:GetObject, arn:aws:s3:::bucket/A/*, false",
    "s3:GetObject, arn:aws:s3:::bucket,     false",
  })
  void coversByPatterns(String action, String resource, boolean covered) {
    Grant grant = new Grant(action, resource, Json.MAPPER.createObjectNode());
    assertThat(grant.covers(Call.of("s3:GetObject", BUCKET + "/a/b/c"))).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"StringLike": {"s3:prefix": "a/*"}}          | true
          {"StringLike": {"s3:prefix": ["b/*", "a/*"]}} | true
          {"StringLike": {"s3:prefix": "b/*"}}          | false
          {"StringEquals": {"s3:prefix": "a/"}}         | false
          {"StringEquals": {"s3:prefix": "a/b/"}}       | true
          {"StringLike": {"aws:other": "*"}}            | false
          {"StringLikeIfExists": {"aws:other": "*"}}    | true
          """)
  void coversByConditions(String condition, boolean covered) {
    Grant grant = new Grant("s3:ListBucket", BUCKET, Json.tree(condition, "the condition"));
    Call call = new Call("s3:ListBucket", BUCKET, Map.of("s3:prefix", "a/b/"));
    assertThat(grant.covers(call)).isEqualTo(covered);
  }
}
