package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * All that the services know at some time: a folder with objects, catalog and import jobs, and a
 * schema of the user DB.
 *
 * @param folder is not changed by anybody as long as it is copied from
 * @param schema neither is that
 */
record SavedState(Path folder, String schema) {

  private static final String RAW_EVENTS = "objects/airlytics-raw-events";
  private static final List<String> COPIED = List.of("objects", "catalog", "airlock");

  /**
   * Copies the folder, all but the raw events, which nobody changes. Times are kept, since S3 tells
   * them.
   */
  SavedState copy(Path target, String targetSchema, UserDb userDb) {
    try {
      for (String part : COPIED) {
        copy(folder.resolve(part), Files.createDirectories(target).resolve(part));
      }
      Files.createSymbolicLink(target.resolve(RAW_EVENTS), folder.resolve(RAW_EVENTS).toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be copied to %s".formatted(folder, target), e);
    }
    userDb.copySchema(schema, targetSchema);
    return new SavedState(target, targetSchema);
  }

  private void copy(Path from, Path to) throws IOException {
    Path rawEvents = folder.resolve(RAW_EVENTS);
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes)
              throws IOException {
            if (found.equals(rawEvents)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(found)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path found, BasicFileAttributes attributes)
              throws IOException {
            if (!found.equals(rawEvents)) {
              Path copy = to.resolve(from.relativize(found));
              Files.copy(found, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
