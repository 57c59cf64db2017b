package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads configurations from {@code file:} and {@code s3://} URIs, in which <code>{aggregation}
 * </code>, <code>{environment}</code>, <code>{product}</code> and <code>{deployment}</code> stand
 * for the aggregation's values, as they are: blanks need no escape.
 */
public final class UriConfigurationSource implements ConfigurationSource {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w*)}");
  private static final Pattern S3_URI = Pattern.compile("s3://([^/]+)/(.+)");
  private static final Pattern FILE_URI = Pattern.compile("file:(?://(?=/))?(.+)");

  private static final int FIRST_SERVER_ERROR = 500;

  private final String uri;
  private final Supplier<DataLake> dataLake;

  /**
   * @param uri the URI, with or without placeholders
   * @param dataLake asked only when the URI is in S3
   */
  public UriConfigurationSource(String uri, Supplier<DataLake> dataLake) {
    this.uri = uri;
    this.dataLake = dataLake;
  }

  @Override
  public Configuration configurationOf(Aggregation aggregation) {
    String location = resolve(aggregation.placeholders());
    return ConfigurationReader.read(text(location), location);
  }

  private String resolve(Map<String, String> values) {
    return PLACEHOLDER
        .matcher(uri)
        .replaceAll(
            match -> {
              String value = values.get(match.group(1));
              if (value == null) {
                throw new InvalidInputException(
                    "the configuration URI %s has the placeholder %s; there are %s"
                        .formatted(uri, match.group(), values.keySet()));
              }
              return Matcher.quoteReplacement(value);
            });
  }

  private String text(String location) {
    Matcher s3 = S3_URI.matcher(location);
    if (s3.matches()) {
      return object(location, s3.group(1), s3.group(2));
    }
    Matcher file = FILE_URI.matcher(location);
    if (file.matches()) {
      return file(file.group(1));
    }
    throw new InvalidInputException(
        "the configuration URI %s is neither file:<path> nor s3://<bucket>/<key>"
            .formatted(location));
  }

  private String object(String location, String bucket, String key) {
    try {
      return dataLake
          .get()
          .read(bucket, key)
          .orElseThrow(() -> new InvalidInputException("there is no configuration " + location));
    } catch (S3Exception e) {
      if (e.statusCode() >= FIRST_SERVER_ERROR) {
        throw e; // not the configuration's fault: worth another try
      }
      throw new InvalidInputException(
          "the configuration %s cannot be read: %s".formatted(location, e.getMessage()), e);
    }
  }

  private static String file(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException | InvalidPathException e) {
      throw new InvalidInputException(
          "the configuration file %s cannot be read (%s)"
              .formatted(path, e.getClass().getSimpleName()),
          e);
    }
  }
}
