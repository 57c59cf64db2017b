package com.ibm.weather.airlytics.jobs.aggregate.local.athena.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Catalog;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Database;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.RegisteredTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Table;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.MetadataException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The operations that look into the catalog. */
final class CatalogOperations {

  /** The only data catalog. */
  static final String CATALOG = "AwsDataCatalog";

  private final Catalog catalog;

  CatalogOperations(Catalog catalog) {
    this.catalog = catalog;
  }

  Map<String, Operation> byName() {
    return Map.of(
        "ListDataCatalogs", CatalogOperations::listDataCatalogs,
        "GetDataCatalog", CatalogOperations::getDataCatalog,
        "ListDatabases", this::listDatabases,
        "GetDatabase", this::getDatabase,
        "ListTableMetadata", this::listTables,
        "GetTableMetadata", this::getTable);
  }

  private static JsonNode listDataCatalogs(RequestBody request) {
    ObjectNode response = object();
    response
        .putArray("DataCatalogsSummary")
        .addObject()
        .put("CatalogName", CATALOG)
        .put("Type", "GLUE");
    return response;
  }

  private static JsonNode getDataCatalog(RequestBody request) {
    requireCatalog(request.text("Name"));
    ObjectNode response = object();
    response.putObject("DataCatalog").put("Name", CATALOG).put("Type", "GLUE");
    return response;
  }

  private JsonNode listDatabases(RequestBody request) {
    requireCatalog(request.text("CatalogName"));
    ObjectNode response = object();
    ArrayNode list = response.putArray("DatabaseList");
    List<String> names = catalog.databases().stream().map(Database::name).toList();
    Pages.page(names, request, response)
        .forEach(name -> catalog.database(name).ifPresent(found -> list.add(json(found))));
    return response;
  }

  private JsonNode getDatabase(RequestBody request) {
    requireCatalog(request.text("CatalogName"));
    return object().set("Database", json(database(request)));
  }

  private JsonNode listTables(RequestBody request) {
    requireCatalog(request.text("CatalogName"));
    String database = database(request).name();
    Pattern expression = Pattern.compile(request.optionalText("Expression").orElse(".*"));
    List<String> names =
        catalog.tables(database).stream()
            .map(found -> found.table().name())
            .filter(name -> expression.matcher(name).matches())
            .toList();
    ObjectNode response = object();
    ArrayNode list = response.putArray("TableMetadataList");
    Pages.page(names, request, response)
        .forEach(name -> catalog.table(database, name).ifPresent(found -> list.add(json(found))));
    return response;
  }

  private JsonNode getTable(RequestBody request) {
    requireCatalog(request.text("CatalogName"));
    String database = database(request).name();
    String name = request.text("TableName").toLowerCase(Locale.ROOT);
    RegisteredTable table =
        catalog.table(database, name).orElseThrow(() -> notFound("table " + database + "." + name));
    return object().set("TableMetadata", json(table));
  }

  private Database database(RequestBody request) {
    String name = request.text("DatabaseName").toLowerCase(Locale.ROOT);
    return catalog.database(name).orElseThrow(() -> notFound("database " + name));
  }

  private static void requireCatalog(String name) {
    if (!name.equalsIgnoreCase(CATALOG)) {
      throw notFound("catalog " + name);
    }
  }

  private static MetadataException notFound(String what) {
    return new MetadataException("EntityNotFoundException: Entity Not Found: " + what);
  }

  private static ObjectNode json(Database database) {
    ObjectNode json = object().put("Name", database.name());
    if (!database.description().isEmpty()) {
      json.put("Description", database.description());
    }
    json.set("Parameters", json(database.properties()));
    return json;
  }

  private static ObjectNode json(RegisteredTable registered) {
    Table table = registered.table();
    Map<String, String> parameters = new TreeMap<>(table.properties());
    parameters.put("EXTERNAL", "TRUE");
    parameters.put("location", table.location());
    parameters.put("classification", table.format().name().toLowerCase(Locale.ROOT));
    ObjectNode json =
        object()
            .put("Name", table.name())
            .put("CreateTime", registered.created().toEpochMilli() / 1000.0)
            .put("TableType", "EXTERNAL_TABLE");
    json.set("Columns", json(table.columns()));
    json.set("PartitionKeys", json(table.partitionColumns()));
    json.set("Parameters", json(parameters));
    return json;
  }

  private static ArrayNode json(List<Column> columns) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    columns.forEach(
        column -> json.addObject().put("Name", column.name()).put("Type", column.type()));
    return json;
  }

  private static ObjectNode json(Map<String, String> parameters) {
    ObjectNode json = object();
    parameters.forEach(json::put);
    return json;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
