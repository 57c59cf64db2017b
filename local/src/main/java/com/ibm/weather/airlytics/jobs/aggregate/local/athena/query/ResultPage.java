package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import java.util.List;
import java.util.Optional;

/**
 * Some rows of a result.
 *
 * @param rows the rows; a value that is NULL is empty
 * @param next where the next page begins, in bytes from the start of the file; empty at the end
 */
public record ResultPage(List<List<Optional<String>>> rows, Optional<Long> next) {

  public ResultPage {
    rows = rows.stream().map(List::copyOf).toList();
  }
}
