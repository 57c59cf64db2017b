package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.StoredObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionFilesTest {

  private static final Folder FOLDER = Folder.of("lake", "ltv/7d/day=2021-06-10");

  @Test
  void countsFilesAndBytes() {
    assertThat(check("partition=0/a partition=1/b partition=9/c"))
        .isEqualTo(new PartitionFiles(3, 30, Optional.empty()));
    assertThat(check("")).isEqualTo(new PartitionFiles(0, 0, Optional.empty()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          partition=10/a | the raw events have the partitions [10], outside of 0 to 9; set sourcePartitions
          partition=-1/a partition=200/a | the raw events have the partitions [-1, 200], outside of 0 to 9; set sourcePartitions
          partition=2/a partition=2/b partition=1/a | s3://lake/ltv/7d/day=2021-06-10/ has more than one file in the partitions [2]
          partition=2/a partition=2/b partition=11/a | the raw events have the partitions [11], outside of 0 to 9; set sourcePartitions
          file | s3://lake/ltv/7d/day=2021-06-10/ holds what is not a partition's file: [ltv/7d/day=2021-06-10/file]
          partition=1/x/file | s3://lake/ltv/7d/day=2021-06-10/ holds what is not a partition's file: [ltv/7d/day=2021-06-10/partition=1/x/file]
          partition=__HIVE_DEFAULT_PARTITION__/f | s3://lake/ltv/7d/day=2021-06-10/ holds what is not a partition's file: [ltv/7d/day=2021-06-10/partition=__HIVE_DEFAULT_PARTITION__/f]
          """)
  void namesWhatIsWrong(String files, String problem) {
    assertThat(check(files).problem()).contains(problem);
  }

  private static PartitionFiles check(String files) {
    List<StoredObject> objects =
        Arrays.stream(files.split(" ", -1))
            .filter(file -> !file.isEmpty())
            .map(file -> new StoredObject(FOLDER.key(file), 10, Instant.EPOCH, ""))
            .toList();
    return PartitionFiles.check(FOLDER, objects, 10);
  }
}
