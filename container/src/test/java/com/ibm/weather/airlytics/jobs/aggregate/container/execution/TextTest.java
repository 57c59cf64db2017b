package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0                   | 0 B
          999                 | 999 B
          1000                | 1.0 kB
          1234567             | 1.2 MB
          999949              | 999.9 kB
          999999              | 1.0 MB
          5000000000000       | 5.0 TB
          9223372036854775807 | 9223.4 PB
          """)
  void writesBytesInPowersOfAThousand(long bytes, String text) {
    assertThat(Text.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0.0 s",
    "PT0.449S, 0.4 s",
    "PT59.999S, 59.9 s",
    "PT1M, 1 min 00 s",
    "PT3M5.9S, 3 min 05 s",
    "PT2H0M1S, 120 min 01 s"
  })
  void writesDurationsInSecondsThenInMinutes(Duration duration, String text) {
    assertThat(Text.duration(duration)).isEqualTo(text);
  }

  @Test
  void countsWithSeparatorsAndTheNounsPlural() {
    assertThat(Text.count(1234567)).isEqualTo("1,234,567");
    assertThat(Text.count(0, "row")).isEqualTo("0 rows");
    assertThat(Text.count(1, "row")).isEqualTo("1 row");
    assertThat(Text.count(12345, "row")).isEqualTo("12,345 rows");
  }
}
