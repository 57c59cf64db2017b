package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionValueTest {

  @Test
  void specialCharactersAreEncodedAsHiveEncodesThem() {
    assertThat(PartitionValue.folderName("p", "a b/c=d%e:f\"g'h\\i?j*k#l{m[n]o^p\u0001\u007f"))
        .isEqualTo("p=a b%2Fc%3Dd%25e%3Af%22g%27h%5Ci%3Fj%2Ak%23l%7Bm%5Bn%5Do%5Ep%01%7F");
    assertThat(PartitionValue.folderName("p", "2021-06-30_ü.}~")).isEqualTo("p=2021-06-30_ü.}~");
  }

  @Test
  void theEmptyTextIsTheDefaultPartition() {
    assertThat(PartitionValue.folderName("p", "")).isEqualTo("p=__HIVE_DEFAULT_PARTITION__");
  }

  @Test
  void whatWasEncodedIsDecoded() {
    String value = "a b/c=d%e:ü%2F";

    assertThat(PartitionValue.fromFolderName("p", PartitionValue.folderName("p", value)))
        .contains(value);
    assertThat(PartitionValue.fromFolderName("p", "p=100%")).contains("100%");
    assertThat(PartitionValue.fromFolderName("p", "q=1")).isEmpty();
  }
}
