package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.StoredObject;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(S3Server.class)
class RefusedUsersTest {

  private Bucket bucket;
  private Folder folder;

  @BeforeEach
  void folder(Bucket bucket) {
    this.bucket = bucket;
    this.folder = Folder.of(bucket.name(), "imports/ltv_20210610");
  }

  @Test
  void nothingIsSaidWhenNobodyWasSetApart() throws IOException {
    put("users", "u1,1,5\n");

    assertThat(users().count(objects())).isEmpty();
  }

  @Test
  void eachKindIsCountedAndFiveExamplesAreGiven() throws IOException {
    put("users", "u1,1,5\n");
    put("refused-nulls", "u2,0,5\n");
    put("refused-shards", "a,1\nb,1\nc,1\nd,1\ne,1\nf,1\ng,1\n");

    assertThat(users().count(objects()))
        .isEqualTo(
            "1 user with a value, count or shard that is NULL (%1$ssummary=refused-nulls/); 7 users"
                    .formatted(folder.uri())
                + " with a shard that is not a 32-bit integer (%ssummary=refused-shards/)"
                    .formatted(folder.uri()));
    assertThat(users().examples(objects(), true)).isEqualTo("u2, a, b, c, d, e");
  }

  @Test
  void idsAreReadAsTheUserDbReadsThem() throws IOException {
    put(
        "refused-duplicates",
        "\"a,b\",1,2\n\"say \"\"hi\"\"\",1,2\n\"two\nlines\",1,2\n\"\",1,2\nlast,1,2");

    assertThat(users().count(objects())).startsWith("5 users more than once in the total (s3://");
    assertThat(users().examples(objects(), true)).isEqualTo("a,b, say \"hi\", two\nlines, , last");
  }

  @Test
  void idsAreNotToldInFullUnlessTheConfigurationAllowsIt() throws IOException {
    put("refused-long-ids", "x".repeat(90) + ",1,2\nabc,1,2\n\uD83D\uDE00\uD83D\uDE00,1,2\n");

    assertThat(users().examples(objects(), false))
        .isEqualTo(
            "xxxx... of 90 characters, a... of 3 characters, \uD83D\uDE00... of 2 characters");
    assertThat(users().examples(objects(), true))
        .isEqualTo("x".repeat(80) + "... of 90 characters, abc, \uD83D\uDE00\uD83D\uDE00");
  }

  private RefusedUsers users() {
    return new RefusedUsers(bucket.dataLake(), folder);
  }

  private List<StoredObject> objects() {
    return bucket.dataLake().list(folder);
  }

  private void put(String summary, String lines) throws IOException {
    String key = folder.key("summary=" + summary + "/file.gz");
    bucket.put(key, "");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zipped = new GZIPOutputStream(bytes)) {
      zipped.write(lines.getBytes(StandardCharsets.UTF_8));
    }
    Files.write(bucket.folder().resolve(key), bytes.toByteArray());
  }
}
