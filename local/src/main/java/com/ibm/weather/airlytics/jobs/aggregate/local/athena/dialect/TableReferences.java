package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.at;
import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.notSupported;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import io.trino.sql.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables that one query names, and the aliases that its relations go by. */
final class TableReferences {

  private static final String CATALOG = "awsdatacatalog";

  private final TableSource tables;
  private final String defaultDatabase;
  private final List<TableReference> references = new ArrayList<>();
  private int aliases;

  TableReferences(TableSource tables, String defaultDatabase) {
    this.tables = tables;
    this.defaultDatabase = defaultDatabase;
  }

  /** An alias that no other relation of the query has. */
  String alias(String readable) {
    aliases++;
    return Identifiers.quote(readable + "_" + aliases);
  }

  TranslatedRelation reference(Table node) {
    List<String> parts =
        node.getName().getParts().stream().map(part -> part.toLowerCase(Locale.ROOT)).toList();
    if (parts.size() > 3 || (parts.size() == 3 && !parts.get(0).equals(CATALOG))) {
      throw at(node, "CATALOG_NOT_FOUND", "Catalog '%s' does not exist".formatted(parts.get(0)));
    }
    String table = parts.get(parts.size() - 1);
    String database = parts.size() == 1 ? defaultDatabase : parts.get(parts.size() - 2);
    List<Column> columns =
        tables
            .columns(database, table)
            .orElseThrow(
                () ->
                    at(
                        node,
                        "TABLE_NOT_FOUND",
                        "Table '%s.%s.%s' does not exist".formatted(CATALOG, database, table)));
    TableReference reference = new TableReference(database, table, references.size());
    references.add(reference);
    String alias = alias(table);
    List<Field> fields =
        Stream.concat(columns.stream(), Stream.of(new Column(TableSource.PATH, "string")))
            .map(column -> field(column, List.of(CATALOG, database, table), alias, reference, node))
            .toList();
    return new TranslatedRelation(reference.placeholder() + " AS " + alias, fields);
  }

  private static Field field(
      Column column, List<String> qualifier, String alias, TableReference reference, Table node) {
    TrinoType type =
        TrinoType.parse(column.type())
            .orElseThrow(
                () ->
                    notSupported(
                        node, "Type %s of column %s".formatted(column.type(), column.name())));
    return new Field(
        qualifier,
        Optional.of(column.name()),
        new TypedSql(alias + "." + Identifiers.quote(column.name()), type),
        Optional.of(new Field.Origin(reference, column.name())));
  }

  String resolve(String sql) {
    String result = sql;
    for (TableReference reference : references) {
      result = reference.resolve(result, tables);
    }
    return result;
  }
}
