package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import java.util.List;
import java.util.Optional;

/**
 * A column that names in a query can refer to.
 *
 * @param qualifier the parts of the name that may stand before the column's, outermost first; empty
 *     when none may
 * @param name the column's name in lower case, or empty when it cannot be referred to
 * @param value how the column is written in DuckDB
 * @param origin the column of the table that it is, unchanged, if it is one
 */
record Field(
    List<String> qualifier, Optional<String> name, TypedSql value, Optional<Origin> origin) {

  /** A column of a table reference. */
  record Origin(TableReference table, String column) {}

  static Field computed(Optional<String> name, TypedSql value) {
    return new Field(List.of(), name, value, Optional.empty());
  }

  Field qualified(String alias) {
    return new Field(List.of(alias), name, value, origin);
  }

  Field renamed(String newName) {
    return new Field(qualifier, Optional.of(newName), value, origin);
  }

  /** Whether a query has to name it: no {@code *} stands for it. */
  boolean isHidden() {
    return origin.filter(from -> from.column().equals(TableSource.PATH)).isPresent();
  }

  /** Whether the lower-case parts of a name, the column's last, name this field. */
  boolean isNamed(List<String> parts) {
    int prefix = parts.size() - 1;
    return name.filter(parts.get(prefix)::equals).isPresent()
        && prefix <= qualifier.size()
        && qualifier
            .subList(qualifier.size() - prefix, qualifier.size())
            .equals(parts.subList(0, prefix));
  }

  /** Notes that the query reads this column. */
  TypedSql read() {
    origin.ifPresent(from -> from.table().read(from.column()));
    return value;
  }
}
