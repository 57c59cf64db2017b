package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTest {

  private final Folder folder = Folder.of("lake", "aggregations/ltv/1d");

  @Test
  void namesWhatLiesInIt() {
    LocalDate day = LocalDate.parse("2021-06-30");

    assertThat(folder.uri()).isEqualTo("s3://lake/aggregations/ltv/1d/");
    assertThat(folder.child("draft").uri()).isEqualTo("s3://lake/aggregations/ltv/1d/draft/");
    assertThat(folder.day(day).uri()).isEqualTo("s3://lake/aggregations/ltv/1d/day=2021-06-30/");
    assertThat(folder.key("file")).isEqualTo("aggregations/ltv/1d/file");
    assertThat(folder.successKey(day)).isEqualTo("aggregations/ltv/1d/_SUCCESS_2021-06-30");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/a/", "a", "a/b"})
  void isNeverAWholeBucketNorAPartOfAName(String prefix) {
    assertThatThrownBy(() -> new Folder("lake", prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + prefix + "'");
  }
}
