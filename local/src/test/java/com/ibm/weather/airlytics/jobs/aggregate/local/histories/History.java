package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happens to an aggregation, one after another.
 *
 * @param windows the lengths of the windows besides that of all time
 */
record History(
    String valueType,
    int partitions,
    LocalDate start,
    List<Integer> windows,
    boolean imported,
    List<Step> steps) {

  History {
    windows = List.copyOf(windows);
    steps = List.copyOf(steps);
  }

  /** The same without one of its steps. */
  History without(int step) {
    List<Step> others =
        Stream.concat(
                steps.subList(0, step).stream(), steps.subList(step + 1, steps.size()).stream())
            .toList();
    return new History(valueType, partitions, start, windows, imported, others);
  }

  @Override
  public String toString() {
    return "%s values in %d partitions since %s, windows of %s days and of all time%s:\n%s"
        .formatted(
            valueType,
            partitions,
            start,
            windows,
            imported ? ", imported" : "",
            steps.stream().map(step -> "  " + step).collect(Collectors.joining("\n")));
  }
}
