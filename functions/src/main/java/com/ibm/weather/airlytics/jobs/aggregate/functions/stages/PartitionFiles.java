package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that a statement wrote into a folder of partitions.
 *
 * @param count how many there are
 * @param bytes how large they are together
 * @param problem what is wrong with them: a partition with several files, or one that the tables do
 *     not show; empty when nothing is
 */
record PartitionFiles(int count, long bytes, Optional<String> problem) {

  private static final Pattern FILE = Pattern.compile("partition=(-?\\d+)/[^/]+");

  static PartitionFiles check(Folder folder, List<StoredObject> objects, int partitions) {
    List<String> strangers = new ArrayList<>();
    Map<Integer, Integer> files = new TreeMap<>();
    for (StoredObject object : objects) {
      Matcher file = FILE.matcher(object.key().substring(folder.prefix().length()));
      if (file.matches()) {
        files.merge(Integer.valueOf(file.group(1)), 1, Integer::sum);
      } else {
        strangers.add(object.key());
      }
    }
    List<Integer> outside =
        files.keySet().stream().filter(number -> number < 0 || number >= partitions).toList();
    List<Integer> several =
        files.keySet().stream().filter(number -> files.get(number) > 1).toList();
    long bytes = objects.stream().mapToLong(StoredObject::size).sum();
    return new PartitionFiles(
        objects.size(), bytes, problem(folder, partitions, strangers, outside, several));
  }

  private static Optional<String> problem(
      Folder folder,
      int partitions,
      List<String> strangers,
      List<Integer> outside,
      List<Integer> several) {
    if (!outside.isEmpty()) {
      return Optional.of(
          "the raw events have the partitions %s, outside of 0 to %d; set sourcePartitions"
              .formatted(outside, partitions - 1));
    }
    if (!several.isEmpty()) {
      return Optional.of(
          "%s has more than one file in the partitions %s".formatted(folder.uri(), several));
    }
    return strangers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s holds what is not a partition's file: %s".formatted(folder.uri(), strangers));
  }
}
