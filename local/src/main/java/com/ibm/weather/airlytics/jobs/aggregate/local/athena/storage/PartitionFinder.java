package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.RegisteredTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Finds the folders of a table's partitions. A table with partition projection has those that its
 * properties allow and that exist; any other partitioned table has those in the catalog.
 */
final class PartitionFinder {

  private static final String TEMPLATE = "storage.location.template";

  private final ObjectStore store;
  private final Instant now;

  PartitionFinder(ObjectStore store, Instant now) {
    this.store = store;
    this.now = now;
  }

  /**
   * The folders of the partitions whose values all are accepted.
   *
   * @param accepts answers for a column's name and a value
   */
  List<PartitionFolder> find(RegisteredTable registered, BiPredicate<String, String> accepts) {
    Table table = registered.table();
    Path location = store.path(ObjectLocation.parse(table.location()));
    if (table.partitionColumns().isEmpty()) {
      return List.of(new PartitionFolder(List.of(), location));
    }
    if (!PartitionProjection.isEnabled(table)) {
      return registered.partitions().stream()
          .filter(partition -> accepted(table.partitionColumns(), partition.values(), accepts))
          .map(
              partition ->
                  new PartitionFolder(
                      partition.values(), store.path(ObjectLocation.parse(partition.location()))))
          .toList();
    }
    Map<String, ProjectedValues> projected = PartitionProjection.of(table, now);
    List<PartitionFolder> found = new ArrayList<>();
    if (table.properties().containsKey(TEMPLATE)) {
      fill(table, projected, accepts, List.of(), table.properties().get(TEMPLATE), found);
    } else {
      descend(table, projected, accepts, new PartitionFolder(List.of(), location), found);
    }
    return found;
  }

  private void descend(
      Table table,
      Map<String, ProjectedValues> projected,
      BiPredicate<String, String> accepts,
      PartitionFolder parent,
      List<PartitionFolder> found) {
    if (parent.values().size() == table.partitionColumns().size()) {
      found.add(parent);
      return;
    }
    String column = table.partitionColumns().get(parent.values().size()).name();
    for (Path folder : store.visibleFolders(parent.folder())) {
      PartitionValue.fromFolderName(column, folder.getFileName().toString())
          .filter(value -> projected.get(column).contains(value) && accepts.test(column, value))
          .map(value -> new PartitionFolder(with(parent.values(), value), folder))
          .ifPresent(child -> descend(table, projected, accepts, child, found));
    }
  }

  private void fill(
      Table table,
      Map<String, ProjectedValues> projected,
      BiPredicate<String, String> accepts,
      List<String> values,
      String template,
      List<PartitionFolder> found) {
    if (values.size() == table.partitionColumns().size()) {
      Path folder = store.path(ObjectLocation.parse(template).folder());
      if (Files.isDirectory(folder)) {
        found.add(new PartitionFolder(values, folder));
      }
      return;
    }
    String column = table.partitionColumns().get(values.size()).name();
    projected
        .get(column)
        .all()
        .filter(value -> accepts.test(column, value))
        .forEach(
            value ->
                fill(
                    table,
                    projected,
                    accepts,
                    with(values, value),
                    template.replace("${" + column + "}", value),
                    found));
  }

  private static boolean accepted(
      List<Column> columns, List<String> values, BiPredicate<String, String> accepts) {
    for (int i = 0; i < columns.size(); i++) {
      if (!accepts.test(columns.get(i).name(), values.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> with(List<String> values, String value) {
    List<String> longer = new ArrayList<>(values);
    longer.add(value);
    return longer;
  }
}
