package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import java.util.Optional;

/**
 * A query that Athena would refuse before it runs, or that the embedded Athena cannot translate.
 */
public final class SqlRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String errorName;

  private SqlRefusedException(String errorName, String message) {
    super(message);
    this.errorName = errorName;
  }

  static SqlRefusedException at(Node node, String errorName, String message) {
    Optional<NodeLocation> location = node.getLocation();
    return new SqlRefusedException(
        errorName,
        location
                .map(at -> "line %d:%d: ".formatted(at.getLineNumber(), at.getColumnNumber()))
                .orElse("")
            + message);
  }

  static SqlRefusedException notSupported(Node node, String construct) {
    return at(node, "NOT_SUPPORTED", construct + " is not supported by the embedded Athena");
  }

  /**
   * The standard error name, such as {@code TABLE_NOT_FOUND}. Athena reports {@code errorName:
   * message}; the message starts with the position in the statement.
   */
  public String errorName() {
    return errorName;
  }
}
