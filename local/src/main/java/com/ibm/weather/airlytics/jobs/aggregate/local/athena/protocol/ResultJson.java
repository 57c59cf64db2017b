package com.ibm.weather.airlytics.jobs.aggregate.local.athena.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.ResultPage;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows and columns as the API's {@code ResultSet}. */
final class ResultJson {

  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),(\\d+)\\)");

  private static final Map<String, Integer> PRECISION =
      Map.of(
          "tinyint", 3,
          "smallint", 5,
          "integer", 10,
          "bigint", 19,
          "float", 17,
          "double", 17,
          "timestamp", 3,
          "varchar", Integer.MAX_VALUE,
          "string", Integer.MAX_VALUE,
          "varbinary", 1_073_741_824);

  private ResultJson() {}

  static ObjectNode of(ResultPage page, List<Column> columns) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode rows = json.putArray("Rows");
    page.rows()
        .forEach(
            row -> {
              ArrayNode data = rows.addObject().putArray("Data");
              row.forEach(
                  value -> {
                    ObjectNode datum = data.addObject();
                    value.ifPresent(text -> datum.put("VarCharValue", text));
                  });
            });
    ArrayNode info = json.putObject("ResultSetMetadata").putArray("ColumnInfo");
    columns.forEach(column -> info.add(columnInfo(column)));
    return json;
  }

  private static ObjectNode columnInfo(Column column) {
    Matcher decimal = DECIMAL.matcher(column.type());
    boolean isDecimal = decimal.matches();
    boolean isText = column.type().startsWith("varchar") || column.type().equals("string");
    return JsonNodeFactory.instance
        .objectNode()
        .put("CatalogName", "hive")
        .put("SchemaName", "")
        .put("TableName", "")
        .put("Name", column.name())
        .put("Label", column.name())
        .put("Type", isDecimal ? "decimal" : column.type())
        .put(
            "Precision",
            isDecimal
                ? Integer.parseInt(decimal.group(1))
                : PRECISION.getOrDefault(column.type(), 0))
        .put("Scale", isDecimal ? Integer.parseInt(decimal.group(2)) : 0)
        .put("Nullable", "UNKNOWN")
        .put("CaseSensitive", isText);
  }
}
