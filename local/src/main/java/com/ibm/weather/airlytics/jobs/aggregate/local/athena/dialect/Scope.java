package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import io.trino.sql.tree.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns that the expressions of one SELECT can name; an outer query's come second. */
record Scope(List<Field> fields, Optional<Scope> outer) {

  static final Scope EMPTY = new Scope(List.of(), Optional.empty());

  Scope within(Scope other) {
    return new Scope(fields, Optional.of(other));
  }

  Field resolve(List<String> name, Node node) {
    return find(name, node)
        .orElseThrow(
            () ->
                SqlRefusedException.at(
                    node,
                    "COLUMN_NOT_FOUND",
                    "Column '%s' cannot be resolved".formatted(String.join(".", name))));
  }

  Optional<Field> find(List<String> name, Node node) {
    List<String> parts = name.stream().map(part -> part.toLowerCase(Locale.ROOT)).toList();
    List<Field> matches = fields.stream().filter(field -> field.isNamed(parts)).toList();
    if (matches.size() > 1) {
      throw SqlRefusedException.at(
          node, "AMBIGUOUS_NAME", "Column '%s' is ambiguous".formatted(String.join(".", name)));
    }
    return matches.isEmpty()
        ? outer.flatMap(scope -> scope.find(name, node))
        : Optional.of(matches.get(0));
  }
}
