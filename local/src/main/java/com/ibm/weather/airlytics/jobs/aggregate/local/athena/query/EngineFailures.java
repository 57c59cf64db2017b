package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.TrinoErrors;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.FailureType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.QueryFailedException;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveParseException;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts whatever stops a query into Athena's words. */
final class EngineFailures {

  private static final Pattern FILE = Pattern.compile("[\"'](/[^\"'\\n]+)[\"']");

  private static final String INTERNAL_ERROR = "GENERIC_INTERNAL_ERROR";
  private static final String OUT_OF_MEMORY = "EXCEEDED_LOCAL_MEMORY_LIMIT";

  private final ObjectStore store;

  EngineFailures(ObjectStore store) {
    this.store = store;
  }

  /** The failure that an exception means when a statement runs. */
  QueryFailedException of(Exception exception, QueryContext context) {
    if (exception instanceof QueryFailedException failure) {
      return failure;
    }
    if (exception instanceof SqlRefusedException refused) {
      return new QueryFailedException(
          FailureType.SYNTAX_ERROR, refused.errorName() + ": " + refused.getMessage(), refused);
    }
    if (exception instanceof HiveParseException refused) {
      return new QueryFailedException(FailureType.SYNTAX_ERROR, refused.getMessage(), refused);
    }
    if (exception instanceof SQLException failed) {
      return engine(failed, context);
    }
    if (exception instanceof IOException || exception instanceof UncheckedIOException) {
      return new QueryFailedException(
          FailureType.ENGINE_ERROR, "HIVE_FILESYSTEM_ERROR: " + exception.getMessage(), exception);
    }
    return new QueryFailedException(
        FailureType.ENGINE_ERROR, "GENERIC_INTERNAL_ERROR: " + exception, exception);
  }

  private QueryFailedException engine(SQLException failed, QueryContext context) {
    String message = failed.getMessage();
    String firstLine = message.lines().findFirst().orElse(message);
    Matcher file = FILE.matcher(firstLine);
    if (file.find() && Path.of(file.group(1)).startsWith(store.root())) {
      String uri = store.uri(Path.of(file.group(1)));
      String detail = firstLine.replace(file.group(1), uri);
      boolean unreadable = firstLine.startsWith("IO Error");
      return new QueryFailedException(
          FailureType.DATA_ERROR,
          unreadable
              ? "HIVE_CANNOT_OPEN_SPLIT: Error opening Hive split " + uri + ": " + detail
              : "HIVE_BAD_DATA: Malformed file " + uri + ": " + detail,
          failed);
    }
    String described = TrinoErrors.describe(failed);
    if (described.startsWith(INTERNAL_ERROR)) {
      Optional<String> broken = context.tables().unreadableFile(context.session());
      if (broken.isPresent()) {
        return new QueryFailedException(
            FailureType.DATA_ERROR,
            "HIVE_BAD_DATA: Malformed file " + broken.get() + ": " + firstLine,
            failed);
      }
    }
    boolean engine = described.startsWith(INTERNAL_ERROR) || described.startsWith(OUT_OF_MEMORY);
    return new QueryFailedException(
        engine ? FailureType.ENGINE_ERROR : FailureType.USER_ERROR, described, failed);
  }
}
