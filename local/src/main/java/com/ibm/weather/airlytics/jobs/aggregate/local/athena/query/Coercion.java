package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.ColumnType;
import java.util.List;

/** Which types Trino turns into another without a cast when it inserts. */
final class Coercion {

  private static final List<String> WIDER_LAST =
      List.of("tinyint", "smallint", "int", "bigint", "float", "double");

  private Coercion() {}

  /** Whether values of a type can go into a column of another; both in Hive's spelling. */
  static boolean isPossible(String from, String to) {
    if (from.equals("unknown")) {
      return true;
    }
    String source = ColumnType.parse(from).map(ColumnType::hive).orElse(from);
    String target = ColumnType.parse(to).map(ColumnType::hive).orElse(to);
    if (source.equals(target)) {
      return true;
    }
    int sourceWidth = WIDER_LAST.indexOf(source);
    int targetWidth = WIDER_LAST.indexOf(target);
    if (sourceWidth >= 0 && targetWidth >= 0) {
      return sourceWidth <= targetWidth;
    }
    boolean decimals = source.startsWith("decimal") && target.startsWith("decimal");
    boolean texts = isText(source) && isText(target);
    return decimals
        || texts
        || (sourceWidth >= 0 && sourceWidth <= 3 && target.startsWith("decimal"));
  }

  private static boolean isText(String type) {
    return type.equals("string") || type.startsWith("varchar") || type.startsWith("char");
  }
}
