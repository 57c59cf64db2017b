package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The markers of days in a folder, as they were when they were listed: objects whose names are that
 * of the marker and then the day. Objects that only look like markers are left alone.
 */
public final class Markers {

  private final Folder folder;
  private final List<StoredObject> objects;

  Markers(Folder folder, List<StoredObject> objects) {
    this.folder = folder;
    this.objects = objects;
  }

  /**
   * Those of one kind.
   *
   * @param marker what the names begin with, such as {@link Folder#SUCCESS}
   */
  public NavigableMap<LocalDate, StoredObject> of(String marker) {
    String prefix = folder.key(marker);
    NavigableMap<LocalDate, StoredObject> markers = new TreeMap<>();
    for (StoredObject object : objects) {
      if (object.key().startsWith(prefix)) {
        day(object.key().substring(prefix.length())).ifPresent(day -> markers.put(day, object));
      }
    }
    return markers;
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
