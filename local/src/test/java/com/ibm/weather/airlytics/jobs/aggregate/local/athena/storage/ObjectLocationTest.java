package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectLocationTest {

  @Test
  void aLocationIsABucketAndAKey() {
    assertThat(ObjectLocation.parse("s3://lake/a/b")).isEqualTo(new ObjectLocation("lake", "a/b"));
    assertThat(ObjectLocation.parse("s3://lake").uri()).isEqualTo("s3://lake/");
    assertThat(ObjectLocation.parse("s3a://lake/a").folder().uri()).isEqualTo("s3://lake/a/");
    assertThat(ObjectLocation.parse("s3://lake").resolve("x/").uri()).isEqualTo("s3://lake/x/");
  }

  @Test
  void whatIsNoPlaceInABucketIsRefused() {
    for (String uri :
        List.of(
            "file:///tmp", "s3:///a", "lake/a", "s3://lake/../x", "s3://../x", "s3://lake//a")) {
      assertThatThrownBy(() -> ObjectLocation.parse(uri))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(uri);
    }
  }
}
