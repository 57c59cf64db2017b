package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.notSupported;
import static java.util.stream.Collectors.joining;

import io.trino.sql.tree.FrameBound;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.SortItem;
import io.trino.sql.tree.Window;
import io.trino.sql.tree.WindowFrame;
import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayList;
import java.util.List;

/** The OVER clause of a function call. */
final class WindowTranslator {

  private final ExpressionTranslator expressions;

  WindowTranslator(ExpressionTranslator expressions) {
    this.expressions = expressions;
  }

  String translate(Window window, Node node, Scope scope) {
    if (!(window instanceof WindowSpecification specification)
        || specification.getExistingWindowName().isPresent()) {
      throw notSupported(node, "A named window");
    }
    List<String> parts = new ArrayList<>();
    if (!specification.getPartitionBy().isEmpty()) {
      parts.add(
          expressions.translate(specification.getPartitionBy(), scope).stream()
              .map(TypedSql::sql)
              .collect(joining(", ", "PARTITION BY ", "")));
    }
    specification
        .getOrderBy()
        .ifPresent(
            order ->
                parts.add(
                    order.getSortItems().stream()
                        .map(
                            item ->
                                expressions.translate(item.getSortKey(), scope).sql()
                                    + direction(item))
                        .collect(joining(", ", "ORDER BY ", ""))));
    specification.getFrame().ifPresent(frame -> parts.add(frame(frame)));
    return " OVER (" + String.join(" ", parts) + ")";
  }

  /** NULL is the last in both directions, unless the query says otherwise. */
  static String direction(SortItem item) {
    String ordering = item.getOrdering() == SortItem.Ordering.ASCENDING ? " ASC" : " DESC";
    boolean first = item.getNullOrdering() == SortItem.NullOrdering.FIRST;
    return ordering + (first ? " NULLS FIRST" : " NULLS LAST");
  }

  private static String frame(WindowFrame frame) {
    if (frame.getPattern().isPresent() || !frame.getMeasures().isEmpty()) {
      throw notSupported(frame, "A row pattern");
    }
    String end = frame.getEnd().map(bound -> bound(frame, bound)).orElse("CURRENT ROW");
    return "%s BETWEEN %s AND %s".formatted(frame.getType(), bound(frame, frame.getStart()), end);
  }

  private static String bound(WindowFrame frame, FrameBound bound) {
    return switch (bound.getType()) {
      case UNBOUNDED_PRECEDING -> "UNBOUNDED PRECEDING";
      case UNBOUNDED_FOLLOWING -> "UNBOUNDED FOLLOWING";
      case CURRENT_ROW -> "CURRENT ROW";
      case PRECEDING -> rows(frame, bound) + " PRECEDING";
      case FOLLOWING -> rows(frame, bound) + " FOLLOWING";
    };
  }

  private static long rows(WindowFrame frame, FrameBound bound) {
    if (frame.getType() == WindowFrame.Type.ROWS
        && bound.getValue().orElse(null) instanceof LongLiteral literal) {
      return literal.getParsedValue();
    }
    throw notSupported(bound, "A window frame other than a literal number of ROWS");
  }
}
