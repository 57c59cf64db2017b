package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionRangeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1    | 0-0
          100  | 0-99
          101  | 0-99 100-100
          200  | 0-99 100-199
          250  | 0-99 100-199 200-249
          1000 | 0-99 100-199 200-299 300-399 400-499 500-599 600-699 700-799 800-899 900-999
          """)
  void aStatementWritesAHundredPartitions(int partitions, String ranges) {
    assertThat(
            PartitionRange.split(partitions).stream()
                .map(PartitionRange::toString)
                .collect(Collectors.joining(" ")))
        .isEqualTo(ranges);
  }

  @Test
  void oneStatementNeedsNoCondition() {
    assertThat(PartitionRange.split(100).get(0).condition("p")).isEmpty();
  }

  @Test
  void noRowGetsLostBetweenStatementsWhateverItsPartition() {
    assertThat(PartitionRange.split(250))
        .extracting(range -> range.condition("p").orElseThrow())
        .containsExactly("p <= 99", "p BETWEEN 100 AND 199", "p >= 200");
  }
}
