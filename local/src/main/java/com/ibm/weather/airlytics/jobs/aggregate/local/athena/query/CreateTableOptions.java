package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.StorageFormat;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.FailureType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.QueryFailedException;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.Compression;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.ObjectLocation;
import io.trino.sql.tree.Array;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Property;
import io.trino.sql.tree.StringLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The WITH options of a CTAS.
 *
 * @param format {@code format}: PARQUET, which is the default, or TEXTFILE
 * @param location {@code external_location}
 * @param partitionedBy {@code partitioned_by}, in lower case
 * @param compression {@code write_compression}; GZIP is the default
 * @param fieldDelimiter {@code field_delimiter}; the character U+0001 is the default
 */
record CreateTableOptions(
    StorageFormat format,
    Optional<ObjectLocation> location,
    List<String> partitionedBy,
    Compression compression,
    String fieldDelimiter) {

  /** What is read of the options, one after another. */
  private static final class Draft {
    StorageFormat format = StorageFormat.PARQUET;
    Optional<ObjectLocation> location = Optional.empty();
    List<String> partitionedBy = List.of();
    List<String> bucketedBy = List.of();
    Optional<Long> bucketCount = Optional.empty();
    String compression = "GZIP";
    Optional<String> fieldDelimiter = Optional.empty();
  }

  /**
   * Reads the options.
   *
   * @throws QueryFailedException for an option or a value that is unknown or not supported
   */
  static CreateTableOptions of(List<Property> properties) {
    Draft draft = new Draft();
    properties.forEach(property -> read(property, draft));
    if (draft.bucketedBy.isEmpty() != draft.bucketCount.isEmpty()) {
      throw invalid("bucketed_by and bucket_count must appear together");
    }
    if (draft.bucketCount.isPresent() && draft.bucketCount.get() != 1) {
      throw invalid("bucket_count " + draft.bucketCount.get() + " is not supported here: use 1");
    }
    if (draft.fieldDelimiter.isPresent() && draft.format != StorageFormat.TEXTFILE) {
      throw invalid("field_delimiter is for the format TEXTFILE only");
    }
    Compression compression =
        Compression.parse(draft.compression, draft.format)
            .orElseThrow(
                () ->
                    invalid(
                        "write_compression '%s' is not supported here for %s"
                            .formatted(draft.compression, draft.format)));
    return new CreateTableOptions(
        draft.format,
        draft.location,
        List.copyOf(draft.partitionedBy),
        compression,
        draft.fieldDelimiter.orElse("\u0001"));
  }

  private static void read(Property property, Draft draft) {
    String name = property.getName().getValue().toLowerCase(Locale.ROOT);
    Expression value = property.getNonDefaultValue();
    switch (name) {
      case "format" -> draft.format = format(text(name, value));
      case "external_location" -> draft.location = Optional.of(location(text(name, value)));
      case "partitioned_by" -> draft.partitionedBy = texts(name, value);
      case "bucketed_by" -> draft.bucketedBy = texts(name, value);
      case "bucket_count" -> draft.bucketCount = Optional.of(number(name, value));
      case "write_compression", "parquet_compression" -> draft.compression = text(name, value);
      case "field_delimiter" -> draft.fieldDelimiter = Optional.of(text(name, value));
      default ->
          throw invalid("Catalog 'awsdatacatalog' table property '" + name + "' does not exist");
    }
  }

  private static StorageFormat format(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "PARQUET" -> StorageFormat.PARQUET;
      case "TEXTFILE" -> StorageFormat.TEXTFILE;
      default ->
          throw invalid("format '" + name + "' is not supported here: use PARQUET or TEXTFILE");
    };
  }

  private static ObjectLocation location(String uri) {
    try {
      return ObjectLocation.parse(uri).folder();
    } catch (IllegalArgumentException e) {
      throw invalid("external_location " + e.getMessage());
    }
  }

  private static String text(String name, Expression value) {
    if (value instanceof StringLiteral text) {
      return text.getValue();
    }
    throw invalid("Invalid value for table property '" + name + "': a text is needed");
  }

  private static long number(String name, Expression value) {
    if (value instanceof LongLiteral number) {
      return number.getParsedValue();
    }
    throw invalid("Invalid value for table property '" + name + "': a number is needed");
  }

  private static List<String> texts(String name, Expression value) {
    if (value instanceof Array array) {
      List<String> texts = new ArrayList<>();
      array.getValues().forEach(each -> texts.add(text(name, each).toLowerCase(Locale.ROOT)));
      return texts;
    }
    throw invalid("Invalid value for table property '" + name + "': an ARRAY of texts is needed");
  }

  private static QueryFailedException invalid(String finding) {
    return new QueryFailedException(FailureType.USER_ERROR, "INVALID_TABLE_PROPERTY: " + finding);
  }
}
