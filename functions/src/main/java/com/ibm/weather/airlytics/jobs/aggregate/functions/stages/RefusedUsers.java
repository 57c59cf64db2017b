package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.GzipText;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.StoredObject;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The users that an export has set apart, since the user DB would refuse them. */
final class RefusedUsers {

  private static final int EXAMPLES = 5;
  private static final int SHOWN_CHARACTERS = 4;
  private static final int MOST_CHARACTERS = 80;

  private record Ids(long count, List<String> examples) {}

  private final DataLake dataLake;
  private final Folder folder;

  /**
   * @param folder where the export has written
   */
  RefusedUsers(DataLake dataLake, Folder folder) {
    this.dataLake = dataLake;
    this.folder = folder;
  }

  /** Whether an object holds users that were set apart. */
  static boolean isIn(StoredObject object) {
    return Arrays.stream(Refusal.values()).anyMatch(kind -> isIn(object, kind));
  }

  private static boolean isIn(StoredObject object, Refusal kind) {
    return object.key().contains("/summary=" + kind.summary() + "/");
  }

  /** How many there are of each kind, and in which folders; empty when there are none. */
  String count(List<StoredObject> objects) {
    List<String> kinds = new ArrayList<>();
    for (Refusal kind : Refusal.values()) {
      long count = ids(objects, kind, Long.MAX_VALUE).count();
      if (count > 0) {
        kinds.add(
            "%d %s %s (%ssummary=%s/)"
                .formatted(
                    count,
                    count == 1 ? "user" : "users",
                    kind.words(),
                    folder.uri(),
                    kind.summary()));
      }
    }
    return String.join("; ", kinds);
  }

  /**
   * The first user ids of each kind, five at most.
   *
   * @param inFull whether to tell them as they are, or only how they begin
   */
  String examples(List<StoredObject> objects, boolean inFull) {
    return Arrays.stream(Refusal.values())
        .flatMap(kind -> ids(objects, kind, EXAMPLES).examples().stream())
        .map(id -> shown(id, inFull))
        .collect(Collectors.joining(", "));
  }

  private Ids ids(List<StoredObject> objects, Refusal kind, long most) {
    long count = 0;
    List<String> examples = new ArrayList<>();
    for (StoredObject file : objects.stream().filter(object -> isIn(object, kind)).toList()) {
      try (Reader lines =
          new BufferedReader(GzipText.open(dataLake.open(folder.bucket(), file.key())))) {
        CsvUserIds ids = new CsvUserIds(lines);
        while (count < most && ids.next()) {
          count++;
          if (examples.size() < EXAMPLES) {
            examples.add(ids.current());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read s3://" + folder.bucket() + "/" + file.key(), e);
      }
    }
    return new Ids(count, examples);
  }

  private static String shown(String id, boolean inFull) {
    int characters = id.codePointCount(0, id.length());
    int most = inFull ? MOST_CHARACTERS : Math.min(SHOWN_CHARACTERS, characters / 2);
    return characters <= most
        ? id
        : "%s... of %d characters"
            .formatted(id.substring(0, id.offsetByCodePoints(0, most)), characters);
  }
}
