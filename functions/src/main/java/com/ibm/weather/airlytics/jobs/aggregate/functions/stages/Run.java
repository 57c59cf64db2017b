package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * What a run is about: decided by CheckLastDay, carried through the state machine to every stage.
 *
 * @param id the execution's name
 * @param holder where the execution is; see {@link Lease#holder}
 * @param workGroup the work group of its queries
 * @param aggregation which aggregation
 * @param configuration its configuration, resolved once for the run
 * @param lastDay the day before the run date
 * @param day the day that the windows end on, that is exported and imported
 * @param stages the stages to go through after CheckLastDay
 * @param redo whether one stage was asked for by name: a day is then aggregated or exported anew
 *     even where that was done
 * @param tables this aggregation's tables, kept and temporary, that were there at the start
 */
public record Run(
    String id,
    String holder,
    String workGroup,
    Aggregation aggregation,
    Configuration configuration,
    LocalDate lastDay,
    LocalDate day,
    List<Stage> stages,
    boolean redo,
    List<String> tables) {

  public Run {
    stages = List.copyOf(stages);
    tables = List.copyOf(tables);
  }

  /** This run with another day, stages and tables. */
  Run with(LocalDate otherDay, List<Stage> otherStages, boolean redone, List<String> otherTables) {
    return new Run(
        id,
        holder,
        workGroup,
        aggregation,
        configuration,
        lastDay,
        otherDay,
        otherStages,
        redone,
        otherTables);
  }

  /** This run with another day. */
  Run on(LocalDate otherDay) {
    return with(otherDay, stages, redo, tables);
  }

  /** Where the daily aggregates lie. */
  Folder dailyFolder() {
    return Folder.of(configuration.targetS3Bucket(), configuration.dailyAggregationsS3Path());
  }

  /** Where a window's snapshots lie. */
  Folder snapshotsOf(SecondaryAggregation window) {
    return Folder.of(configuration.targetS3Bucket(), window.targetFolder());
  }

  /** The days from the first that counts to the last day; empty when the history has not begun. */
  Optional<DayRange> history() {
    LocalDate start = configuration.historyStartDay();
    return start.isAfter(lastDay) ? Optional.empty() : Optional.of(new DayRange(start, lastDay));
  }

  /** The days of a window that ends on a day, which is not before the history. */
  DayRange daysOf(SecondaryAggregation window, LocalDate end) {
    LocalDate start = configuration.historyStartDay();
    LocalDate from = end.minusDays(window.aggregationWindowDays() - 1L);
    return new DayRange(from.isBefore(start) ? start : from, end);
  }

  /** Where the CSVs of all days lie. */
  Folder csvFolder() {
    return Folder.of(configuration.csvOutputBucket(), configuration.csvOutputFolder());
  }

  /** What the CSV of the run's day is called: {@code <csvTablePrefix>_<yyyyMMdd>}. */
  String csvName() {
    return configuration.csvTablePrefix() + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
  }
}
