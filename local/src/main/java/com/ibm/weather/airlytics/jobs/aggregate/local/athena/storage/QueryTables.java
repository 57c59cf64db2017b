package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.SqlText.literal;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Catalog;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.RegisteredTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.StorageFormat;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.TableSource;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.EngineSession;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** The tables that one query reads, and what reading them costs. */
public final class QueryTables implements TableSource {

  private record Scan(StorageFormat format, List<DataFile> files, Set<String> columns) {}

  private final Catalog catalog;
  private final ObjectStore store;
  private final ParquetSizes sizes;
  private final PartitionFinder finder;
  private final List<Scan> scans = new ArrayList<>();

  /**
   * The tables of a query.
   *
   * @param now the moment that NOW means in partition projection
   */
  public QueryTables(Catalog catalog, ObjectStore store, ParquetSizes sizes, Instant now) {
    this.catalog = catalog;
    this.store = store;
    this.sizes = sizes;
    this.finder = new PartitionFinder(store, now);
  }

  @Override
  public Optional<List<Column>> columns(String database, String table) {
    return catalog.table(database, table).map(RegisteredTable::allColumns);
  }

  @Override
  public String relation(
      String database,
      String table,
      Set<String> readColumns,
      BiPredicate<String, String> partitions) {
    RegisteredTable registered =
        catalog
            .table(database, table)
            .orElseThrow(() -> new IllegalArgumentException("No table " + database + "." + table));
    List<PartitionFiles> found =
        finder.find(registered, partitions).stream()
            .map(folder -> new PartitionFiles(folder.values(), store.dataFiles(folder.folder())))
            .filter(partition -> !partition.files().isEmpty())
            .toList();
    scans.add(
        new Scan(
            registered.table().format(),
            found.stream().flatMap(partition -> partition.files().stream()).toList(),
            Set.copyOf(readColumns)));
    return new Relation(registered.table(), readColumns, found, store::uri).sql();
  }

  /** The folder names, {@code day=2021-06-30/partition=7}, of a table's partitions that exist. */
  public List<String> partitionNames(RegisteredTable table) {
    return finder.find(table, (column, value) -> true).stream()
        .map(partition -> folderName(table.table().partitionColumns(), partition.values()))
        .sorted()
        .toList();
  }

  /**
   * How many bytes of files the query has read: of Parquet files the compressed bytes of the
   * columns, of others all.
   */
  public long scannedBytes(EngineSession session) throws SQLException {
    long bytes = 0;
    for (Scan scan : scans) {
      bytes +=
          switch (scan.format()) {
            case PARQUET -> sizes.bytes(session, scan.files(), scan.columns());
            case TEXTFILE -> scan.files().stream().mapToLong(DataFile::size).sum();
          };
    }
    return bytes;
  }

  /**
   * The first of the Parquet files that cannot be read on its own, for failures in which the engine
   * names no file.
   */
  public Optional<String> unreadableFile(EngineSession session) {
    return scans.stream()
        .filter(scan -> scan.format() == StorageFormat.PARQUET)
        .flatMap(scan -> scan.files().stream())
        .map(DataFile::path)
        .filter(file -> !isReadable(session, file))
        .map(store::uri)
        .findFirst();
  }

  private static boolean isReadable(EngineSession session, Path file) {
    try {
      session.query(
          "SELECT * FROM read_parquet(%s)".formatted(literal(file.toString())), row -> {});
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  static String folderName(List<Column> columns, List<String> values) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      names.add(PartitionValue.folderName(columns.get(i).name(), values.get(i)));
    }
    return String.join("/", names);
  }

  /** What stands between the fields of a text table with these properties. */
  public static String fieldDelimiter(Map<String, String> properties) {
    return properties.getOrDefault("field.delim", "\u0001");
  }
}
