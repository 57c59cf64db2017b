package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import java.util.List;
import java.util.Optional;

/**
 * What a query has brought.
 *
 * @param columns the columns of the result, with types in Athena's spelling for results
 * @param updateCount the number of rows that a CTAS or INSERT wrote
 * @param manifest the {@code s3://} location of the list of files that it wrote
 * @param scannedBytes the bytes of files that were read
 */
public record QueryOutcome(
    List<Column> columns, long updateCount, Optional<String> manifest, long scannedBytes) {

  static final QueryOutcome NOTHING = new QueryOutcome(List.of(), 0, Optional.empty(), 0);

  public QueryOutcome {
    columns = List.copyOf(columns);
  }
}
