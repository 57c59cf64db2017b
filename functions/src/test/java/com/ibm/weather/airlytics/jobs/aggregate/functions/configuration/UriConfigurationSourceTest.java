package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(S3Server.class)
class UriConfigurationSourceTest {

  private static final Aggregation LTV =
      new Aggregation("LTV", "PROD", "Hello World App", "INTERNAL");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"file:", "file://"})
  void readsTheFileThatThePlaceholdersName(String scheme) throws IOException {
    Path file = folder.resolve("PROD/INTERNAL/Hello World App/LTV.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, Documented.text());
    String uri = scheme + folder + "/{environment}/{deployment}/{product}/{aggregation}.json";

    assertThat(source(uri).configurationOf(LTV)).isEqualTo(Documented.configuration());
  }

  @Test
  void readsAFileWithoutPlaceholders() throws IOException {
    Path file = Files.writeString(folder.resolve("any name.json"), Documented.text());

    assertThat(source("file:" + file).configurationOf(LTV)).isEqualTo(Documented.configuration());
  }

  @Test
  void aValueIsTakenAsItIs() throws IOException {
    Files.writeString(folder.resolve("${x} {product} $1.json"), Documented.text());
    Aggregation odd = new Aggregation("${x} {product} $1", "PROD", "other", "INTERNAL");

    assertThat(source("file:" + folder + "/{aggregation}.json").configurationOf(odd))
        .isEqualTo(Documented.configuration());
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    assertThatThrownBy(() -> source("file:" + folder + "/{aggregation}.json").configurationOf(LTV))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the configuration file %s/LTV.json cannot be read (NoSuchFileException)", folder);
  }

  @Test
  void aFileThatIsNotTextIsRefused() throws IOException {
    Path file = folder.resolve("latin1.json");
    Files.write(file, "{\"eventName\": \"ä\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> source("file:" + file).configurationOf(LTV))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void whatIsWrongInTheFileIsSaidWithItsName() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("ltv.json"),
            Documented.json(json -> json.put("athenaRegion", "Ireland")).toString());

    assertThatThrownBy(() -> source("file:" + file).configurationOf(LTV))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("The configuration file:%s has 1 mistake:\n", file)
        .hasMessageContaining("$.athenaRegion");
  }

  @Test
  void aPlaceholderThatIsUnknownNamesTheKnownOnes() {
    assertThatThrownBy(() -> source("file:/{env}/{aggregation}.json").configurationOf(LTV))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("{env}")
        .hasMessageContaining("[aggregation, environment, product, deployment]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ltv.json", "https://host/ltv.json", "s3://bucket", "s3:///key", "file:"})
  void aUriThatIsNotUnderstoodSaysWhatIs(String uri) {
    assertThatThrownBy(() -> source(uri).configurationOf(LTV))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is neither file:<path> nor s3://<bucket>/<key>");
  }

  @Test
  void readsAnObjectThatThePlaceholdersName(Bucket bucket) {
    bucket.put("configurations/PROD/Hello World App/LTV.json", Documented.text());
    String uri =
        "s3://" + bucket.name() + "/configurations/{environment}/{product}/{aggregation}.json";

    assertThat(new UriConfigurationSource(uri, bucket::dataLake).configurationOf(LTV))
        .isEqualTo(Documented.configuration());
  }

  @Test
  void anObjectThatIsMissingIsNamed(Bucket bucket) {
    String uri = "s3://" + bucket.name() + "/{aggregation}.json";

    assertThatThrownBy(() -> new UriConfigurationSource(uri, bucket::dataLake).configurationOf(LTV))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("there is no configuration s3://%s/LTV.json", bucket.name());
  }

  /** A source that must do without S3. */
  private static UriConfigurationSource source(String uri) {
    return new UriConfigurationSource(uri, UriConfigurationSourceTest::noDataLake);
  }

  private static DataLake noDataLake() {
    throw new AssertionError("the data lake is not needed");
  }
}
