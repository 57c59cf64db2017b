package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which snapshots the history tables must have. A snapshot from before the window or the start was
 * changed may sum other days than the configuration says now: it stays as it was, until one of its
 * days is done again. All later ones must be the sums of the raw events as they are now.
 */
final class OlderSnapshots {

  private static final String SUCCESS = "_SUCCESS_";
  private static final Pattern NAME = Pattern.compile("(.*)(\\d{4}-\\d{2}-\\d{2})");

  private final OwnAggregation job;
  private final Map<String, LocalDate> lastBeforeChange = new HashMap<>();
  private final Map<String, NavigableSet<LocalDate>> shown = new HashMap<>();

  OlderSnapshots(OwnAggregation job) {
    this.job = job;
  }

  /** A window sums other days from now on. */
  void windowChanges(String window) throws IOException {
    Optional.ofNullable(marked(window, "").pollLast())
        .ifPresent(day -> lastBeforeChange.put(window, day));
    shown.remove(window);
  }

  /** A run has shown a window of a day, whose snapshot must never be missing from now on. */
  void windowIsShown(String window, LocalDate day) {
    shown.computeIfAbsent(window, any -> new TreeSet<>()).add(day);
  }

  /** From which day on all snapshots can be compared, at the earliest from a certain day on. */
  LocalDate comparableFrom(String window, LocalDate earliest) {
    return Optional.ofNullable(lastBeforeChange.get(window))
        .map(day -> day.plusDays(1))
        .filter(earliest::isBefore)
        .orElse(earliest);
  }

  /** The days that must have a snapshot: those that were shown, and others that are marked. */
  List<LocalDate> days(String window, LocalDate from, LocalDate to) throws IOException {
    NavigableSet<LocalDate> days = marked(window, SUCCESS);
    days.addAll(shown.getOrDefault(window, new TreeSet<>()));
    return from.isAfter(to) ? List.of() : List.copyOf(days.subSet(from, true, to, true));
  }

  /** The days that names in the window's folder end with. */
  private NavigableSet<LocalDate> marked(String window, String beginning) throws IOException {
    NavigableSet<LocalDate> days = new TreeSet<>();
    Path folder = job.target(window);
    if (!Files.exists(folder)) {
      return days;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .filter(name -> name.group(1).startsWith(beginning))
          .forEach(name -> days.add(LocalDate.parse(name.group(2))));
    }
    return days;
  }
}
