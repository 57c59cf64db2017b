package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.at;
import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.notSupported;
import static java.util.stream.Collectors.joining;

import io.trino.sql.tree.AllColumns;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.GroupingSets;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SimpleGroupBy;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.SortItem;
import io.trino.sql.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** One SELECT, from its FROM to its LIMIT. */
final class SelectTranslator {

  private final QueryTranslator queries;
  private final WithQueries named;
  private final ExpressionTranslator expressions;

  /** An item of the select list. */
  private record Item(Optional<String> name, TypedSql value) {}

  SelectTranslator(QueryTranslator queries, WithQueries named) {
    this.queries = queries;
    this.named = named;
    this.expressions =
        new ExpressionTranslator(
            (query, scope) ->
                new RelationTranslator(queries, named).subquery((Query) query, scope));
  }

  ExpressionTranslator expressions() {
    return expressions;
  }

  QueryTranslator.Result translate(QuerySpecification node, Scope outer) {
    if (!node.getWindows().isEmpty()) {
      throw notSupported(node, "A WINDOW clause");
    }
    Optional<TranslatedRelation> from =
        node.getFrom()
            .map(relation -> new RelationTranslator(queries, named).translate(relation, outer));
    Scope scope =
        new Scope(from.map(TranslatedRelation::fields).orElse(List.of()), Optional.of(outer));
    StringBuilder tail = new StringBuilder();
    from.ifPresent(relation -> tail.append(" FROM ").append(relation.from()));
    node.getWhere()
        .ifPresent(
            where -> {
              tail.append(" WHERE ").append(expressions.condition(where, scope));
              PartitionConditions.restrict(where, scope.fields());
            });
    List<Item> items = select(node.getSelect().getSelectItems(), scope);
    node.getGroupBy().ifPresent(group -> tail.append(groupBy(group, scope, items.size())));
    node.getHaving()
        .ifPresent(having -> tail.append(" HAVING ").append(expressions.condition(having, scope)));
    List<QueryTranslator.Output> outputs = outputs(items);
    List<Field> aliases =
        items.stream().map(item -> Field.computed(item.name(), item.value())).toList();
    node.getOrderBy().ifPresent(order -> tail.append(orderBy(order, scope, aliases, items.size())));
    tail.append(QueryTranslator.limits(node.getOffset(), node.getLimit()));
    String list =
        IntStream.range(0, items.size())
            .mapToObj(
                index ->
                    items.get(index).value().sql()
                        + " AS "
                        + Identifiers.quote(outputs.get(index).duckdbName()))
            .collect(joining(", "));
    String distinct = node.getSelect().isDistinct() ? "DISTINCT " : "";
    return new QueryTranslator.Result("SELECT " + distinct + list + tail, outputs);
  }

  /** {@code TABLE t}, which is {@code SELECT * FROM t}. */
  QueryTranslator.Result everything(Table table, Scope outer) {
    TranslatedRelation relation = new RelationTranslator(queries, named).translate(table, outer);
    List<Item> items =
        relation.fields().stream()
            .filter(field -> !field.isHidden())
            .map(field -> new Item(field.name(), field.read()))
            .toList();
    List<QueryTranslator.Output> outputs = outputs(items);
    String list = items.stream().map(item -> item.value().sql()).collect(joining(", "));
    return new QueryTranslator.Result("SELECT " + list + " FROM " + relation.from(), outputs);
  }

  private static List<QueryTranslator.Output> outputs(List<Item> items) {
    List<String> names =
        Identifiers.distinct(
            IntStream.range(0, items.size())
                .mapToObj(index -> items.get(index).name().orElse("_col" + index))
                .toList());
    return IntStream.range(0, items.size())
        .mapToObj(
            index ->
                new QueryTranslator.Output(
                    items.get(index).name(), names.get(index), items.get(index).value().type()))
        .toList();
  }

  private List<Item> select(List<SelectItem> selectItems, Scope scope) {
    List<Item> items = new ArrayList<>();
    for (SelectItem item : selectItems) {
      if (item instanceof SingleColumn column) {
        items.add(new Item(name(column), expressions.translate(column.getExpression(), scope)));
      } else if (item instanceof AllColumns all && all.getAliases().isEmpty()) {
        all(all, scope).stream()
            .filter(field -> !field.isHidden())
            .forEach(field -> items.add(new Item(field.name(), field.read())));
      } else {
        throw notSupported(item, item.getClass().getSimpleName());
      }
    }
    return items;
  }

  private static Optional<String> name(SingleColumn column) {
    Optional<Identifier> name = column.getAlias();
    if (name.isEmpty() && column.getExpression() instanceof Identifier identifier) {
      name = Optional.of(identifier);
    } else if (name.isEmpty() && column.getExpression() instanceof DereferenceExpression path) {
      name = path.getField();
    }
    return name.map(identifier -> identifier.getValue().toLowerCase(Locale.ROOT));
  }

  private static List<Field> all(AllColumns all, Scope scope) {
    if (all.getTarget().isEmpty()) {
      if (scope.fields().isEmpty()) {
        throw at(all, "COLUMN_NOT_FOUND", "SELECT * not allowed in queries without FROM clause");
      }
      return scope.fields();
    }
    String target = all.getTarget().get().toString().replace("\"", "").toLowerCase(Locale.ROOT);
    List<Field> fields =
        scope.fields().stream()
            .filter(field -> ("." + String.join(".", field.qualifier())).endsWith("." + target))
            .toList();
    if (fields.isEmpty()) {
      throw at(all, "TABLE_NOT_FOUND", "Unable to resolve reference " + target);
    }
    return fields;
  }

  private String groupBy(GroupBy node, Scope scope, int width) {
    if (node.isDistinct()) {
      throw notSupported(node, "GROUP BY DISTINCT");
    }
    return node.getGroupingElements().stream()
        .map(element -> element(element, scope, width))
        .collect(joining(", ", " GROUP BY ", ""));
  }

  private String element(GroupingElement element, Scope scope, int width) {
    if (element instanceof SimpleGroupBy simple) {
      List<Expression> columns = simple.getExpressions();
      return columns.size() == 1 ? key(columns.get(0), scope, width) : list(columns, scope, width);
    }
    if (element instanceof GroupingSets sets) {
      String keyword =
          switch (sets.getType()) {
            case EXPLICIT -> "GROUPING SETS";
            case ROLLUP -> "ROLLUP";
            case CUBE -> "CUBE";
          };
      return sets.getSets().stream()
          .map(set -> list(set, scope, width))
          .collect(joining(", ", keyword + " (", ")"));
    }
    throw notSupported(element, element.getClass().getSimpleName());
  }

  private String list(List<Expression> columns, Scope scope, int width) {
    return columns.stream()
        .map(column -> key(column, scope, width))
        .collect(joining(", ", "(", ")"));
  }

  /** An expression, or the position of one in the select list, which DuckDB counts alike. */
  private String key(Expression expression, Scope scope, int width) {
    if (expression instanceof LongLiteral position) {
      return position(position, width);
    }
    return expressions.translate(expression, scope).sql();
  }

  private static String position(LongLiteral literal, int width) {
    long position = literal.getParsedValue();
    if (position < 1 || position > width) {
      throw at(
          literal,
          "INVALID_COLUMN_REFERENCE",
          "Position %d is not in select list".formatted(position));
    }
    return Long.toString(position);
  }

  /**
   * Translates ORDER BY, with NULL last in either direction.
   *
   * @param aliases the columns of the select list, which go before those of the tables
   */
  String orderBy(OrderBy node, Scope scope, List<Field> aliases, int width) {
    Scope columns = new Scope(aliases, Optional.of(scope));
    return node.getSortItems().stream()
        .map(item -> sortKey(item, columns, width) + WindowTranslator.direction(item))
        .collect(joining(", ", " ORDER BY ", ""));
  }

  private String sortKey(SortItem item, Scope columns, int width) {
    Expression key = item.getSortKey();
    if (key instanceof Identifier identifier) {
      List<Integer> matches =
          IntStream.range(0, columns.fields().size())
              .filter(
                  index ->
                      columns
                          .fields()
                          .get(index)
                          .isNamed(List.of(identifier.getValue().toLowerCase(Locale.ROOT))))
              .boxed()
              .toList();
      if (matches.size() == 1 && width == columns.fields().size()) {
        return Integer.toString(matches.get(0) + 1);
      }
    }
    return key(key, columns, width);
  }
}
