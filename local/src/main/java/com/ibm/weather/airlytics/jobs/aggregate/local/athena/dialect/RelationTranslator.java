package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.at;
import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.notSupported;

import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JoinOn;
import io.trino.sql.tree.JoinUsing;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What stands after FROM. Every relation gets an alias that no other one has. */
final class RelationTranslator {

  private final QueryTranslator queries;
  private final WithQueries named;

  RelationTranslator(QueryTranslator queries, WithQueries named) {
    this.queries = queries;
    this.named = named;
  }

  TranslatedRelation translate(Relation relation, Scope outer) {
    if (relation instanceof Table table) {
      return table(table);
    }
    if (relation instanceof AliasedRelation aliased) {
      return aliased(aliased, outer);
    }
    if (relation instanceof TableSubquery subquery) {
      return subquery(subquery.getQuery(), outer);
    }
    if (relation instanceof Join join) {
      return join(join, outer);
    }
    throw notSupported(relation, relation.getClass().getSimpleName());
  }

  TranslatedRelation subquery(Query query, Scope outer) {
    QueryTranslator.Result result = queries.translate(query, outer, named);
    String alias = queries.references().alias("query");
    return new TranslatedRelation(
        "(%s) AS %s".formatted(result.sql(), alias),
        result.columns().stream().map(output -> output.field(alias)).toList());
  }

  private TranslatedRelation table(Table table) {
    if (table.getQueryPeriod().isPresent()) {
      throw notSupported(table, "A table at a point in time");
    }
    Optional<WithQueries.Named> with =
        table.getName().getPrefix().isPresent()
            ? Optional.empty()
            : named.find(table.getName().getSuffix());
    if (with.isEmpty()) {
      return queries.references().reference(table);
    }
    String name = table.getName().getSuffix().toLowerCase(Locale.ROOT);
    String alias = queries.references().alias(name);
    return new TranslatedRelation(
        with.get().duckdbName() + " AS " + alias,
        with.get().columns().stream().map(output -> output.field(alias).qualified(name)).toList());
  }

  private TranslatedRelation aliased(AliasedRelation node, Scope outer) {
    TranslatedRelation relation = translate(node.getRelation(), outer);
    String alias = node.getAlias().getValue().toLowerCase(Locale.ROOT);
    List<Identifier> names = node.getColumnNames() == null ? List.of() : node.getColumnNames();
    List<Field> own =
        relation.fields().stream().filter(field -> names.isEmpty() || !field.isHidden()).toList();
    if (!names.isEmpty() && names.size() != own.size()) {
      throw at(
          node,
          "MISMATCHED_COLUMN_ALIASES",
          "Column alias list has %d entries but '%s' has %d columns available"
              .formatted(names.size(), alias, own.size()));
    }
    List<Field> fields = new ArrayList<>();
    for (int index = 0; index < own.size(); index++) {
      Field field = own.get(index).qualified(alias);
      fields.add(
          names.isEmpty()
              ? field
              : field.renamed(names.get(index).getValue().toLowerCase(Locale.ROOT)));
    }
    return new TranslatedRelation(relation.from(), fields);
  }

  private TranslatedRelation join(Join join, Scope outer) {
    TranslatedRelation left = translate(join.getLeft(), outer);
    TranslatedRelation right = translate(join.getRight(), outer);
    List<Field> both = Stream.concat(left.fields().stream(), right.fields().stream()).toList();
    if (join.getType() == Join.Type.CROSS || join.getType() == Join.Type.IMPLICIT) {
      return new TranslatedRelation(
          "(%s CROSS JOIN %s)".formatted(left.from(), right.from()), both);
    }
    if (join.getCriteria().orElse(null) instanceof JoinUsing using) {
      return using(join, using, left, right);
    }
    if (join.getCriteria().orElse(null) instanceof JoinOn on) {
      ExpressionTranslator expressions = new SelectTranslator(queries, named).expressions();
      String condition =
          expressions.condition(on.getExpression(), new Scope(both, Optional.of(outer)));
      PartitionConditions.restrict(
          on.getExpression(),
          switch (join.getType()) {
            case INNER -> both;
            case LEFT -> right.fields();
            case RIGHT -> left.fields();
            case CROSS, IMPLICIT, FULL -> List.of();
          });
      return new TranslatedRelation(joined(join, left, right, condition), both);
    }
    throw notSupported(join, "NATURAL JOIN");
  }

  /** Each column of USING comes first, once, and under no table's name. */
  private static TranslatedRelation using(
      Join join, JoinUsing using, TranslatedRelation left, TranslatedRelation right) {
    List<Field> merged = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    Set<Field> used = new HashSet<>();
    for (Identifier column : using.getColumns()) {
      Field first = own(left, column);
      Field second = own(right, column);
      TypedSql a = first.read();
      TypedSql b = second.read();
      TrinoType type =
          a.type().commonWith(b.type()).orElseThrow(() -> Operators.mismatch(column, "=", a, b));
      String one = Casts.coerce(a, type);
      String other = Casts.coerce(b, type);
      conditions.add("%s = %s".formatted(one, other));
      String value =
          switch (join.getType()) {
            case INNER, LEFT -> one;
            case RIGHT -> other;
            case FULL -> "coalesce(%s, %s)".formatted(one, other);
            case CROSS, IMPLICIT -> throw notSupported(join, "USING in such a join");
          };
      merged.add(Field.computed(first.name(), new TypedSql(value, type)));
      used.add(first);
      used.add(second);
    }
    Stream.concat(left.fields().stream(), right.fields().stream())
        .filter(field -> !used.contains(field))
        .forEach(merged::add);
    return new TranslatedRelation(
        joined(join, left, right, String.join(" AND ", conditions)), merged);
  }

  private static Field own(TranslatedRelation relation, Identifier column) {
    return new Scope(relation.fields(), Optional.empty())
        .resolve(List.of(column.getValue()), column);
  }

  private static String joined(
      Join join, TranslatedRelation left, TranslatedRelation right, String condition) {
    return "(%s %s JOIN %s ON %s)".formatted(left.from(), join.getType(), right.from(), condition);
  }
}
