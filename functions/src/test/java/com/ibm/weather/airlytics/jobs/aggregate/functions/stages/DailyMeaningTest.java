package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days that mean one thing, and a configuration that means another. */
@ExtendWith(S3Server.class)
class DailyMeaningTest {

  private Bucket bucket;
  private Installation installation;

  @BeforeEach
  void install(Bucket bucket) {
    this.bucket = bucket;
    this.installation = Installation.in(bucket);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eventName               | purchase             | eventName "purchase", not "ad-impression"
          aggregatedValueJsonPath | $.attributes.price   | aggregatedValueJsonPath "$.attributes.price", not "$.attributes.revenue"
          aggregatedValueType     | double               | aggregatedValueType "double", not "bigint"
          targetColumn            | price                | targetColumn "price", not "revenue"
          sourceEventsTable       | other_events         | sourceEventsTable "airlytics.other_events", not "airlytics.airlytics_rawevents_helloworld_prod"
          """)
  void isRefusedWithBothValuesAndTheWayOut(String key, String value, String difference) {
    remember(installation);
    installation.aggregated(june(1), june(1));

    assertThatThrownBy(() -> require(changed(key, value)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("the configuration has " + difference + ", with which the days in")
        .hasMessageContaining("/aggregations/ltv/HelloWorld/1d/ were aggregated; give other")
        .hasMessageContaining("another dailyAggregationsS3Path")
        .hasMessageContaining("move the markers _SUCCESS_ away");
  }

  @Test
  void mayChangeWhereNoDayIsDone() {
    remember(installation);
    Installation changed = changed("eventName", "purchase");

    remember(changed);

    installation.aggregated(june(1), june(1));
    assertThatCode(() -> require(changed)).doesNotThrowAnyException();
    assertThatThrownBy(() -> require(installation)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void ofAnotherJobsDaysIsWhatTheConfigurationSays() {
    installation.aggregatedElsewhere(june(1), Installation.NOON);

    assertThatCode(() -> require(installation)).doesNotThrowAnyException();
    assertThat(bucket.keys("aggregations/ltv/HelloWorld/1d/_M")).isEmpty();
  }

  @Test
  void keepsTheOtherKeysFree() {
    remember(installation);
    installation.aggregated(june(1), june(1));

    assertThatCode(() -> require(changed("historyStartDay", "2021-05-01")))
        .doesNotThrowAnyException();
  }

  private Installation changed(String key, String value) {
    return Installation.in(bucket, json -> json.put(key, value));
  }

  private void remember(Installation installation) {
    meaning(installation).remember();
  }

  private void require(Installation installation) {
    meaning(installation).require();
  }

  private DailyMeaning meaning(Installation installation) {
    return new DailyMeaning(bucket.dataLake(), installation.run(june(1)));
  }
}
