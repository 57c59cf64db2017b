package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;

/** Values as Athena writes them into results. */
final class ResultValue {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  private ResultValue() {}

  /** The text of a column's value; empty for NULL. */
  static Optional<String> text(ResultSet row, int column) throws SQLException {
    Object value = row.getObject(column);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof BigDecimal decimal) {
      return Optional.of(decimal.toPlainString());
    }
    if (value instanceof Timestamp) {
      return Optional.of(TIMESTAMP.format(row.getObject(column, LocalDateTime.class)));
    }
    if (value instanceof OffsetDateTime moment) {
      return Optional.of(TIMESTAMP.format(moment.withOffsetSameInstant(ZoneOffset.UTC)) + " UTC");
    }
    if (value instanceof Blob blob) {
      return Optional.of(
          HexFormat.ofDelimiter(" ").formatHex(blob.getBytes(1, (int) blob.length())));
    }
    return Optional.of(value.toString());
  }
}
