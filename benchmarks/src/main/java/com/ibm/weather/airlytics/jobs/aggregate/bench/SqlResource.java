package com.ibm.weather.airlytics.jobs.aggregate.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** SQL that lies beside a class, with named parts. */
public final class SqlResource {

  private SqlResource() {}

  /**
   * Reads it and fills in its parts, <code>${name}</code>.
   *
   * @throws IllegalArgumentException when a part is left over
   */
  public static String read(Class<?> owner, String name, Map<String, ?> parts) {
    String sql = text(owner, name);
    for (Map.Entry<String, ?> part : parts.entrySet()) {
      sql = sql.replace("${" + part.getKey() + "}", part.getValue().toString());
    }
    if (sql.contains("${")) {
      throw new IllegalArgumentException(name + " has parts beyond " + parts.keySet());
    }
    return sql;
  }

  private static String text(Class<?> owner, String name) {
    try (InputStream file = owner.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
