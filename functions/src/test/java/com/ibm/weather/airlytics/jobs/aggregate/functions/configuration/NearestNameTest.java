package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  private static final List<String> NAMES =
      List.of("csvOutputBucket", "csvOutputFolder", "eventName", "targetS3Bucket", "devUsers");

  @ParameterizedTest(name = "{0} was meant to be {1}")
  @CsvSource({
    "eventName, eventName",
    "EVENTNAME, eventName",
    "evntName, eventName",
    "eventsName, eventName",
    "csvOutputBuckte, csvOutputBucket",
    "csvFolder, csvOutputFolder",
    "s3Bucket, targetS3Bucket",
    "devusers, devUsers",
    "users, devUsers"
  })
  void isTheOneWithTheFewestEdits(String written, String meant) {
    assertThat(NearestName.of(written, NAMES)).isEqualTo(meant);
  }

  @ParameterizedTest(name = "{0} is nearer to {1} than to {2}")
  @CsvSource({"ab, abc, abcd", "ab, b, cd", "kitten, sitting, xxxxxxx", "'', a, aa"})
  void countsEdits(String written, String near, String far) {
    assertThat(NearestName.of(written, List.of(far, near))).isEqualTo(near);
  }
}
