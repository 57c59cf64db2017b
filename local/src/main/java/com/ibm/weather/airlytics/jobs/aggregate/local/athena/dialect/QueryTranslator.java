package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.at;
import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.notSupported;
import static java.util.stream.Collectors.joining;

import io.trino.sql.tree.AllRows;
import io.trino.sql.tree.Except;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FetchFirst;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Intersect;
import io.trino.sql.tree.Limit;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Offset;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QueryBody;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SetOperation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Union;
import io.trino.sql.tree.Values;
import io.trino.sql.tree.WithQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whole queries: WITH, set operations, VALUES, and what frames a SELECT. */
final class QueryTranslator {

  /**
   * A column that a query yields.
   *
   * @param name the name in lower case, if it has one
   * @param duckdbName the column's name in the DuckDB query, which no other column of it has
   */
  record Output(Optional<String> name, String duckdbName, TrinoType type) {

    Field field(String alias) {
      return Field.computed(name, new TypedSql(alias + "." + Identifiers.quote(duckdbName), type));
    }
  }

  /** A query in DuckDB's SQL and what it yields. */
  record Result(String sql, List<Output> columns) {}

  private final TableReferences references;

  QueryTranslator(TableReferences references) {
    this.references = references;
  }

  TableReferences references() {
    return references;
  }

  Result translate(Query query, Scope outer, WithQueries around) {
    if (!query.getFunctions().isEmpty()) {
      throw notSupported(query, "An inline function");
    }
    WithQueries named = around;
    List<String> definitions = new ArrayList<>();
    if (query.getWith().isPresent()) {
      if (query.getWith().get().isRecursive()) {
        throw notSupported(query, "WITH RECURSIVE");
      }
      for (WithQuery with : query.getWith().get().getQueries()) {
        Result definition = translate(with.getQuery(), outer, named);
        String name = references.alias(with.getName().getValue());
        definitions.add("%s AS (%s)".formatted(name, definition.sql()));
        List<Output> columns =
            with.getColumnNames()
                .map(names -> rename(definition.columns(), names, with))
                .orElse(definition.columns());
        named = named.and(with.getName().getValue(), new WithQueries.Named(name, columns));
      }
    }
    Result body = framed(query, outer, named);
    String prefix = definitions.isEmpty() ? "" : "WITH " + String.join(", ", definitions) + " ";
    return new Result(prefix + body.sql(), body.columns());
  }

  static List<Output> rename(List<Output> columns, List<Identifier> names, Node node) {
    if (names.size() != columns.size()) {
      throw at(
          node,
          "MISMATCHED_COLUMN_ALIASES",
          "Column alias list has %d entries but relation has %d columns"
              .formatted(names.size(), columns.size()));
    }
    return IntStream.range(0, names.size())
        .mapToObj(
            index ->
                new Output(
                    Optional.of(names.get(index).getValue().toLowerCase(Locale.ROOT)),
                    columns.get(index).duckdbName(),
                    columns.get(index).type()))
        .toList();
  }

  private Result framed(Query query, Scope outer, WithQueries named) {
    Result body = body(query.getQueryBody(), outer, named);
    String limits = limits(query.getOffset(), query.getLimit());
    if (query.getOrderBy().isEmpty() && limits.isEmpty()) {
      return body;
    }
    String alias = references.alias("ordered");
    Scope columns =
        new Scope(
            body.columns().stream().map(output -> output.field(alias)).toList(),
            Optional.of(outer));
    String order =
        query
            .getOrderBy()
            .map(
                by ->
                    new SelectTranslator(this, named)
                        .orderBy(by, columns, List.of(), body.columns().size()))
            .orElse("");
    return new Result(
        "SELECT * FROM (%s) AS %s%s%s".formatted(body.sql(), alias, order, limits), body.columns());
  }

  /** OFFSET and LIMIT, which have to be literals. */
  static String limits(Optional<Offset> offset, Optional<Node> limit) {
    String rows = limit.map(QueryTranslator::limit).orElse("");
    return rows + offset.map(skip -> " OFFSET " + count(skip.getRowCount())).orElse("");
  }

  private static String limit(Node node) {
    if (node instanceof Limit limit) {
      return limit.getRowCount() instanceof AllRows ? "" : " LIMIT " + count(limit.getRowCount());
    }
    if (node instanceof FetchFirst fetch && !fetch.isWithTies()) {
      return " LIMIT " + fetch.getRowCount().map(QueryTranslator::count).orElse(1L);
    }
    throw notSupported(node, node.getClass().getSimpleName());
  }

  private static long count(Expression expression) {
    if (expression instanceof LongLiteral literal) {
      return literal.getParsedValue();
    }
    throw notSupported(expression, "A number of rows that is no literal");
  }

  private Result body(Relation body, Scope outer, WithQueries named) {
    if (body instanceof QuerySpecification specification) {
      return new SelectTranslator(this, named).translate(specification, outer);
    }
    if (body instanceof TableSubquery subquery) {
      return translate(subquery.getQuery(), outer, named);
    }
    if (body instanceof Values values) {
      return values(values, outer, named);
    }
    if (body instanceof Table table) {
      return new SelectTranslator(this, named).everything(table, outer);
    }
    if (body instanceof SetOperation operation && body instanceof QueryBody) {
      return setOperation(operation, outer, named);
    }
    throw notSupported(body, body.getClass().getSimpleName());
  }

  private Result values(Values node, Scope outer, WithQueries named) {
    ExpressionTranslator expressions = new SelectTranslator(this, named).expressions();
    List<List<TypedSql>> rows =
        node.getRows().stream()
            .map(row -> row instanceof Row columns ? columns.getItems() : List.of(row))
            .map(items -> expressions.translate(items, outer))
            .toList();
    int width = rows.get(0).size();
    if (rows.stream().anyMatch(row -> row.size() != width)) {
      throw at(node, "TYPE_MISMATCH", "Values rows have mismatched sizes");
    }
    List<TrinoType> types =
        IntStream.range(0, width)
            .mapToObj(
                column ->
                    Conditionals.common(rows.stream().map(row -> row.get(column)).toList(), node))
            .toList();
    String body =
        rows.stream()
            .map(
                row ->
                    IntStream.range(0, width)
                        .mapToObj(column -> Casts.coerce(row.get(column), types.get(column)))
                        .collect(joining(", ", "(", ")")))
            .collect(joining(", "));
    List<Output> columns =
        IntStream.range(0, width)
            .mapToObj(column -> new Output(Optional.empty(), "_col" + column, types.get(column)))
            .toList();
    String names =
        columns.stream()
            .map(column -> Identifiers.quote(column.duckdbName()))
            .collect(joining(", "));
    return new Result(
        "SELECT * FROM (VALUES %s) AS %s(%s)".formatted(body, references.alias("values"), names),
        columns);
  }

  private Result setOperation(SetOperation node, Scope outer, WithQueries named) {
    String operator =
        (node instanceof Union
                ? "UNION"
                : node instanceof Intersect ? "INTERSECT" : node instanceof Except ? "EXCEPT" : "")
            + (node.isDistinct() ? "" : " ALL");
    List<Result> branches =
        node.getRelations().stream().map(branch -> body(branch, outer, named)).toList();
    List<Output> first = branches.get(0).columns();
    if (branches.stream().anyMatch(branch -> branch.columns().size() != first.size())) {
      throw at(
          node,
          "TYPE_MISMATCH",
          "The queries of a set operation have different numbers of columns");
    }
    List<Output> columns =
        IntStream.range(0, first.size())
            .mapToObj(
                index ->
                    new Output(
                        first.get(index).name(),
                        first.get(index).duckdbName(),
                        Conditionals.common(
                            branches.stream()
                                .map(branch -> branch.columns().get(index))
                                .map(column -> new TypedSql("", column.type()))
                                .toList(),
                            node)))
            .toList();
    String sql =
        branches.stream()
            .map(branch -> "(" + as(columns, branch) + ")")
            .collect(joining(" " + operator + " "));
    return new Result(sql, columns);
  }

  /** The branch with the types that all branches are widened to. */
  private String as(List<Output> columns, Result branch) {
    String alias = references.alias("branch");
    String list =
        IntStream.range(0, columns.size())
            .mapToObj(
                index ->
                    Casts.coerce(
                            branch.columns().get(index).field(alias).value(),
                            columns.get(index).type())
                        + " AS "
                        + Identifiers.quote(columns.get(index).duckdbName()))
            .collect(joining(", "));
    boolean same =
        IntStream.range(0, columns.size())
            .allMatch(
                index -> columns.get(index).type().equals(branch.columns().get(index).type()));
    return same ? branch.sql() : "SELECT %s FROM (%s) AS %s".formatted(list, branch.sql(), alias);
  }
}
