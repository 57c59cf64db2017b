package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.FakeAthena;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no state machine of ours sends. */
@ExtendWith(S3Server.class)
class StageHandlerTest {

  private Lambda windows;

  @BeforeEach
  void install(Bucket bucket) {
    windows =
        new Lambda(new WindowAggregationHandler(bucket.dataLake(), FakeAthena.withoutQueries()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "prepare"})
  void whatIsNoJsonIsRefused(String payload) {
    assertThatThrownBy(() -> windows.invoke(payload))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("The request is not the JSON that is expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "{\"phase\": \"start\"}", "{\"phase\": 5}"})
  void aPhaseThatIsUnknownNamesThoseThatThereAre(String payload) {
    assertThatThrownBy(() -> windows.invoke(payload))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("unknown phase")
        .hasMessageEndingWith("WindowAggregationHandler has [complete, prepare, publish]");
  }

  @Test
  void aRequestOfAnotherShapeIsRefused() {
    assertThatThrownBy(
            () -> windows.invoke("{\"phase\": \"prepare\", \"run\": {\"day\": \"yesterday\"}}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("the request for prepare is not understood")
        .hasMessageContaining("yesterday");
  }
}
