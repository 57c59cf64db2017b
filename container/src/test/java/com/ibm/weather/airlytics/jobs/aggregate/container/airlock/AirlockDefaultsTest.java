package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where {@code AirlockDefaults.json} is and what it must say. */
class AirlockDefaultsTest {

  private static final String DEFAULTS =
      """
      {"productId": "p-1", "seasonId": "s-1", "version": "V2.5", "defaultLanguage": "en",
       "s3Path": "https://cdn.example.com/airlock/",
       "devS3Path": "https://bucket.example.com/airlock/", "root": {"features": []}}
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("AirlockDefaults.json");
  }

  @Test
  void leadToTheFilesThatAreNotCached() throws IOException {
    assertThat(read(DEFAULTS).runtimeFile("AirlockRuntimePRODUCTION.json"))
        .hasToString(
            "https://bucket.example.com/airlock/seasons/p-1/s-1/AirlockRuntimePRODUCTION.json");
  }

  @Test
  void needNoSlashAtTheEndAndMayBeginWithAByteOrderMark() throws IOException {
    assertThat(read("\uFEFF" + DEFAULTS.replace("airlock/\"", "airlock\"")).seasonUrl())
        .isEqualTo("https://bucket.example.com/airlock/seasons/p-1/s-1/");
  }

  @ParameterizedTest
  @CsvSource({"V2.1", "V2.5", "V3.0"})
  void comeInThreeVersions(String version) throws IOException {
    assertThat(read(DEFAULTS.replace("V2.5", version)).seasonUrl()).isNotEmpty();
  }

  @Test
  void areOnTheClassPathUnlessTheEnvironmentNamesThem() throws IOException {
    Files.writeString(file, DEFAULTS);
    try (URLClassLoader classPath = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      AirlockDefaults defaults = AirlockDefaults.of(Map.of("AIRLOCK_DEFAULTS_FILE", ""), classPath);
      assertThat(defaults.origin()).isEqualTo("AirlockDefaults.json on the class path");
      assertThat(defaults.seasonUrl()).endsWith("/seasons/p-1/s-1/");

      Path other = Files.writeString(folder.resolve("other"), DEFAULTS.replace("s-1", "s-2"));
      assertThat(
              AirlockDefaults.of(Map.of("AIRLOCK_DEFAULTS_FILE", other.toString()), classPath)
                  .seasonUrl())
          .endsWith("/seasons/p-1/s-2/");
    }
  }

  @Test
  void areReportedWithEverythingThatIsWrong() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"productId": "../..", "devS3Path": "s3://bucket/airlock", "version": "V9"}
                    """))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            """
            The configuration %s has 4 mistakes:
              $.productId: is "../.."; write the product's id in Airlock
              $.seasonId: is missing; write the season's id in Airlock
              $.devS3Path: is "s3://bucket/airlock"; write an http:// or https:// URL such as https://bucket.s3.amazonaws.com/airlock/
              $.version: is "V9"; write V2.1, V2.5 or V3.0"""
                .formatted(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h/a%zz/",
        "http://h:99999/",
        "http://h:0/",
        "http://h:abc/",
        "http://h:80:90/",
        "http://:80/",
        "http://h/a b/",
        "http://h/?query",
        "ftp://h/"
      })
  void areRefusedWithAUrlThatCannotBeAsked(String url) {
    assertThatThrownBy(() -> read(DEFAULTS.replace("https://bucket.example.com/airlock/", url)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("$.devS3Path: is \"%s\"; write an http://".formatted(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://airlock_server:9090/", "http://10.0.0.1/a%20b/", "https://h:65535/x/"})
  void mayNameAnyHostAndPort(String url) throws IOException {
    assertThat(
            read(DEFAULTS.replace("https://bucket.example.com/airlock/", url))
                .runtimeFile("file")
                .toString())
        .isEqualTo(url + "seasons/p-1/s-1/file");
  }

  @Test
  void areReportedAsMissing() {
    assertThatThrownBy(
            () ->
                AirlockDefaults.of(
                    Map.of("AIRLOCK_DEFAULTS_FILE", file.toString()), getClass().getClassLoader()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "AIRLOCK_DEFAULTS_FILE is %s, which cannot be read (NoSuchFileException)"
                .formatted(file));
  }

  private AirlockDefaults read(String text) throws IOException {
    Files.writeString(file, text);
    return AirlockDefaults.of(
        Map.of("AIRLOCK_DEFAULTS_FILE", file.toString()), getClass().getClassLoader());
  }
}
