package com.ibm.weather.airlytics.jobs.aggregate.bench.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.bench.DuckDb;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDaysTest {

  private static final LocalDate DAY = LocalDate.of(2021, 7, 1);
  private static final SampleSize SIZE = new SampleSize(100, 1000, 4);

  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    try (SampleDays days = new SampleDays(SIZE, folder.resolve("spill"))) {
      days.writeEvents(DAY, folder.resolve("events"));
      days.writeAggregates(DAY, folder.resolve("1d"));
    }
  }

  private String value(String sql) throws Exception {
    try (DuckDb database = new DuckDb(folder.resolve("spill"), "1GB")) {
      return database.value(sql);
    }
  }

  @Test
  void aggregatesAreWhatTheEventsOfTheDayAddUpTo() throws Exception {
    String differences =
        value(
            """
            WITH
              summed AS (
                SELECT userid, max(shard)::BIGINT AS shard,
                  sum((event ->> '$.attributes.revenue')::BIGINT)::BIGINT AS revenue,
                  count(*) AS cnt, max(partition) AS partition
                FROM read_parquet('%1$s/events/*/*/*', hive_partitioning = true)
                WHERE name = 'ad-impression'
                GROUP BY userid
              ),
              written AS (
                SELECT userid, shard, revenue, cnt, partition
                FROM read_parquet('%1$s/1d/day=2021-07-01/*/*', hive_partitioning = true)
              )
            SELECT (SELECT count(*) FROM (FROM summed EXCEPT ALL FROM written))
              + (SELECT count(*) FROM (FROM written EXCEPT ALL FROM summed))
            """
                .formatted(folder));

    assertThat(differences).isEqualTo("0");
    assertThat(folder.resolve("1d/_SUCCESS_2021-07-01")).isEmptyFile();
  }

  @Test
  void everyPartitionHasItsFolderAndAllEventsAreThere() throws Exception {
    for (int partition = 0; partition < SIZE.partitions(); partition++) {
      assertThat(folder.resolve("events/partition=%d/day=%s".formatted(partition, DAY)))
          .isDirectory();
    }
    assertThat(value("SELECT count(*) FROM read_parquet('%s/events/*/*/*')".formatted(folder)))
        .isEqualTo("1000");
  }

  @Test
  void sameSizeGivesTheSameFiles() throws Exception {
    String before = digest();
    write();

    assertThat(digest()).isEqualTo(before);
  }

  private String digest() throws Exception {
    return value(
        "SELECT sum(hash(event)) FROM read_parquet('%s/events/*/*/*') AS event".formatted(folder));
  }
}
