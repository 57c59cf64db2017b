package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.PartitionRange;
import java.time.LocalDate;
import java.util.List;

/**
 * What one statement writes of a day or a snapshot. Where one statement writes all of it, it writes
 * it where it belongs. Otherwise each part gets a folder of its own, since a CREATE TABLE AS takes
 * an empty one and an INSERT cannot write a bucketed table, and all are then joined.
 *
 * @param range the partitions
 * @param table the temporary table that they are written through
 * @param folder where they are written
 */
record Part(PartitionRange range, String table, Folder folder) {

  /**
   * The parts of a day or a snapshot.
   *
   * @param base what the temporary tables are named after
   * @param whole where it belongs
   * @param aside where parts wait until they are joined
   */
  static List<Part> of(
      Attempt attempt, String base, LocalDate day, int partitions, Folder whole, Folder aside) {
    return PartitionRange.split(partitions).stream()
        .map(
            range ->
                new Part(
                    range,
                    attempt.temporaryTable(base, day, range),
                    range.isAll() ? whole : aside.child(range.toString())))
        .toList();
  }

  /** Puts the parts where they belong, unless they were written there. */
  static void join(DataLake dataLake, List<Part> parts, Folder whole) {
    if (parts.stream().noneMatch(part -> part.range().isAll())) {
      dataLake.empty(whole);
      parts.forEach(part -> dataLake.copy(part.folder(), whole));
    }
  }

  /** The name of a statement that is about this part: {@code WriteWindow d7 0-99}. */
  String named(String statement) {
    return range.isAll() ? statement : statement + " " + range;
  }
}
