package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The source partitions that one statement writes, of which there can be no more than {@link
 * Configuration#PARTITIONS_PER_STATEMENT}. The outer ranges have no outer end: a row of a partition
 * that should not be there is written, and found among the files, instead of getting lost between
 * the statements.
 *
 * @param first the first partition
 * @param last the last partition
 * @param partitions how many partitions (0 to n-1) all ranges have together
 */
public record PartitionRange(int first, int last, int partitions) {

  /** Splits the partitions 0 to n-1 into as few ranges as possible. */
  public static List<PartitionRange> split(int partitions) {
    int most = Configuration.PARTITIONS_PER_STATEMENT;
    return IntStream.iterate(0, first -> first < partitions, first -> first + most)
        .mapToObj(
            first -> new PartitionRange(first, Math.min(first + most, partitions) - 1, partitions))
        .toList();
  }

  /** Whether this is the only range. */
  @JsonIgnore
  public boolean isAll() {
    return first == 0 && last == partitions - 1;
  }

  /**
   * The condition that a row is one of this range's.
   *
   * @param partition the SQL expression of the row's partition
   * @return empty when every row is
   */
  Optional<String> condition(String partition) {
    if (isAll()) {
      return Optional.empty();
    }
    if (first == 0) {
      return Optional.of("%s <= %d".formatted(partition, last));
    }
    return Optional.of(
        last == partitions - 1
            ? "%s >= %d".formatted(partition, first)
            : "%s BETWEEN %d AND %d".formatted(partition, first, last));
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
