package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.SqlText.list;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.EngineSession;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The compressed size of each column of Parquet files, from their footers. What is known of a file
 * is remembered until the file changes.
 */
public final class ParquetSizes {

  private static final int REMEMBERED_FILES = 50_000;

  private final Map<DataFile, Map<String, Long>> known =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DataFile, Map<String, Long>> eldest) {
          return size() > REMEMBERED_FILES;
        }
      };

  /** The compressed bytes of the named columns in all files together. */
  synchronized long bytes(EngineSession session, List<DataFile> files, Set<String> columns)
      throws SQLException {
    if (columns.isEmpty()) {
      return 0;
    }
    Map<Path, DataFile> unknown = new HashMap<>();
    files.stream()
        .filter(file -> !known.containsKey(file))
        .forEach(file -> unknown.put(file.path(), file));
    Map<DataFile, Map<String, Long>> sizes = new HashMap<>(read(session, unknown));
    long bytes = 0;
    for (DataFile file : files) {
      Map<String, Long> size = sizes.getOrDefault(file, known.getOrDefault(file, Map.of()));
      bytes += columns.stream().mapToLong(column -> size.getOrDefault(column, 0L)).sum();
    }
    known.putAll(sizes);
    return bytes;
  }

  private static Map<DataFile, Map<String, Long>> read(
      EngineSession session, Map<Path, DataFile> files) throws SQLException {
    Map<DataFile, Map<String, Long>> sizes = new HashMap<>();
    if (files.isEmpty()) {
      return sizes;
    }
    List<String> paths = new ArrayList<>();
    files.keySet().forEach(path -> paths.add(path.toString()));
    String sql =
        """
        SELECT file_name, split_part(path_in_schema, ', ', 1), sum(total_compressed_size)::BIGINT
        FROM parquet_metadata(%s)
        GROUP BY ALL"""
            .formatted(list(paths));
    session.query(
        sql,
        row ->
            sizes
                .computeIfAbsent(files.get(Path.of(row.getString(1))), file -> new HashMap<>())
                .merge(row.getString(2).toLowerCase(Locale.ROOT), row.getLong(3), Long::sum));
    return sizes;
  }
}
