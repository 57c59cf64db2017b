package com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.FailureType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.QueryFailedException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The databases and tables, kept in memory and in one JSON file each. Every change is on disk when
 * its method returns. Names are given in lower case.
 */
public final class Catalog {

  /** The database that always exists. */
  public static final String DEFAULT_DATABASE = "default";

  private static final Pattern NAME = Pattern.compile("[\\p{Ll}\\p{N}_-]{1,128}");

  private final JsonFolder<Database> databaseFiles;
  private final JsonFolder<RegisteredTable> tableFiles;
  private final Map<String, Database> databases = new TreeMap<>();
  private final Map<String, Map<String, RegisteredTable>> tables = new TreeMap<>();

  private Catalog(Path folder) {
    databaseFiles = new JsonFolder<>(folder.resolve("databases"), Database.class);
    tableFiles = new JsonFolder<>(folder.resolve("tables"), RegisteredTable.class);
  }

  /** Opens the catalog of a folder; a new one holds the database {@code default}. */
  public static Catalog open(Path folder) {
    Catalog catalog = new Catalog(folder);
    catalog.databaseFiles.all().forEach(found -> catalog.databases.put(found.name(), found));
    catalog.tableFiles.all().forEach(catalog::remember);
    catalog.addDatabase(new Database(DEFAULT_DATABASE, "", Map.of()));
    return catalog;
  }

  /**
   * Checks the name of a new database or table.
   *
   * @throws QueryFailedException when it has characters that the catalog does not allow
   */
  public static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new QueryFailedException(
          FailureType.USER_ERROR,
          "FAILED: SemanticException [Error 10004]: Invalid name '%s': use letters, digits, _ and -"
              .formatted(name));
    }
  }

  /** All databases by name. */
  public synchronized List<Database> databases() {
    return List.copyOf(databases.values());
  }

  /** One database, or empty when there is none of that name. */
  public synchronized Optional<Database> database(String name) {
    return Optional.ofNullable(databases.get(name));
  }

  /** The tables of a database by name; none when the database does not exist. */
  public synchronized List<RegisteredTable> tables(String database) {
    Collection<RegisteredTable> found = tables.getOrDefault(database, Map.of()).values();
    return List.copyOf(found);
  }

  /** One table, or empty when there is none of that name. */
  public synchronized Optional<RegisteredTable> table(String database, String name) {
    return Optional.ofNullable(tables.getOrDefault(database, Map.of()).get(name));
  }

  /** Adds a database and answers whether its name was free. */
  public synchronized boolean addDatabase(Database database) {
    requireName(database.name());
    if (databases.putIfAbsent(database.name(), database) != null) {
      return false;
    }
    databaseFiles.put(database.name(), database);
    return true;
  }

  /** Removes a database together with the tables in it; objects stay. */
  public synchronized void removeDatabase(String name) {
    tables(name).forEach(found -> removeTable(name, found.table().name()));
    databases.remove(name);
    databaseFiles.remove(name);
  }

  /** Adds a table and answers whether its name was free. */
  public synchronized boolean addTable(RegisteredTable added) {
    requireName(added.table().name());
    if (table(added.table().database(), added.table().name()).isPresent()) {
      return false;
    }
    store(added);
    return true;
  }

  /** Replaces a table by what the change makes of it, and answers whether there was one. */
  public synchronized boolean changeTable(
      String database, String name, UnaryOperator<RegisteredTable> change) {
    Optional<RegisteredTable> found = table(database, name);
    found.map(change).ifPresent(this::store);
    return found.isPresent();
  }

  /** Removes a table and answers whether there was one; its objects stay. */
  public synchronized boolean removeTable(String database, String name) {
    boolean removed = tables.getOrDefault(database, new TreeMap<>()).remove(name) != null;
    tableFiles.remove(fileName(database, name));
    return removed;
  }

  private void store(RegisteredTable table) {
    tableFiles.put(fileName(table.table().database(), table.table().name()), table);
    remember(table);
  }

  private void remember(RegisteredTable table) {
    tables
        .computeIfAbsent(table.table().database(), database -> new TreeMap<>())
        .put(table.table().name(), table);
  }

  private static String fileName(String database, String table) {
    return database + "." + table;
  }
}
