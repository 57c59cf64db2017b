package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Table;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.FailureType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.QueryFailedException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Partition projection: the partitions of a table follow from its properties, not the catalog. */
final class PartitionProjection {

  private final Table table;
  private final Instant now;

  private PartitionProjection(Table table, Instant now) {
    this.table = table;
    this.now = now;
  }

  /** Whether a table's partitions are projected. */
  static boolean isEnabled(Table table) {
    return Boolean.parseBoolean(table.properties().getOrDefault("projection.enabled", "false"));
  }

  /**
   * The values of each partition column, in the order of the columns.
   *
   * @throws QueryFailedException when the properties do not say them for every column
   */
  static Map<String, ProjectedValues> of(Table table, Instant now) {
    return new PartitionProjection(table, now).columns();
  }

  private Map<String, ProjectedValues> columns() {
    List<String> missing = new ArrayList<>();
    Map<String, ProjectedValues> values = new LinkedHashMap<>();
    for (Column column : table.partitionColumns()) {
      Optional<String> type = property(column, "type");
      if (type.isPresent()) {
        values.put(column.name(), values(column, type.get()));
      } else {
        missing.add(column.name());
      }
    }
    if (!missing.isEmpty()) {
      throw invalid(
          "is configured for partition projection, but the following partition columns are missing"
              + " projection configuration: "
              + missing);
    }
    return values;
  }

  private ProjectedValues values(Column column, String type) {
    try {
      return switch (type.toLowerCase(Locale.ROOT)) {
        case "integer" -> integers(column);
        case "date" -> dates(column);
        case "enum" ->
            new ProjectedValues.Listed(
                new LinkedHashSet<>(Arrays.asList(required(column, "values").split("\\s*,\\s*"))));
        default ->
            throw new IllegalArgumentException(
                "type '" + type + "' is not supported here: use integer, date or enum");
      };
    } catch (IllegalArgumentException e) {
      throw invalid(
          "has an invalid partition projection of column " + column.name() + ": " + e.getMessage());
    }
  }

  private ProjectedValues integers(Column column) {
    String[] range = range(column);
    return new ProjectedValues.Integers(
        Long.parseLong(range[0]),
        Long.parseLong(range[1]),
        positive(column, "interval").orElse(1L),
        property(column, "digits").map(Integer::parseInt).orElse(0));
  }

  private ProjectedValues dates(Column column) {
    String[] range = range(column);
    DateRange dates = new DateRange(required(column, "format"), now);
    ChronoUnit unit =
        property(column, "interval.unit")
            .map(name -> ChronoUnit.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(dates.precision());
    long interval = positive(column, "interval").orElse(1L);
    return new ProjectedValues.Listed(dates.values(range[0], range[1], interval, unit));
  }

  private String[] range(Column column) {
    String[] range = required(column, "range").trim().split("\\s*,\\s*");
    if (range.length != 2) {
      throw new IllegalArgumentException("range must be two values with a comma between");
    }
    return range;
  }

  private Optional<Long> positive(Column column, String key) {
    Optional<Long> number = property(column, key).map(Long::parseLong);
    if (number.isPresent() && number.get() < 1) {
      throw new IllegalArgumentException(key + " must be at least 1");
    }
    return number;
  }

  private String required(Column column, String key) {
    return property(column, key)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "projection." + column.name() + "." + key + " is missing"));
  }

  private Optional<String> property(Column column, String key) {
    return Optional.ofNullable(table.properties().get("projection." + column.name() + "." + key));
  }

  private QueryFailedException invalid(String finding) {
    return new QueryFailedException(
        FailureType.USER_ERROR,
        "HIVE_METASTORE_ERROR: Table " + table.database() + "." + table.name() + " " + finding);
  }
}
