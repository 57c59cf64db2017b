package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Downloads the runtime files of a season. A server that cannot be reached, does not answer in
 * time, has too much to do or answers with a server error is asked again, as often as there is
 * patience.
 */
final class RuntimeFiles {

  private static final int TOO_MANY_REQUESTS = 429;

  private final AirlockDefaults defaults;
  private final UserGroups groups;
  private final Patience patience;
  private final Consumer<String> notices;

  /**
   * @param notices told of every failed attempt that another one follows
   */
  RuntimeFiles(
      AirlockDefaults defaults, UserGroups groups, Patience patience, Consumer<String> notices) {
    this.defaults = defaults;
    this.groups = groups;
    this.patience = patience;
    this.notices = notices;
  }

  /** The tree of features and rules. */
  RuntimeFile features() {
    return download("AirlockRuntime" + groups.suffix() + ".json");
  }

  /** The JavaScript functions that rules may call. */
  RuntimeFile utilities() {
    return download("AirlockUtilities" + groups.suffix() + ".txt");
  }

  /**
   * @throws InvalidInputException when the server refuses
   * @throws AirlockException when it cannot be reached
   */
  private RuntimeFile download(String name) {
    URI url = defaults.runtimeFile(name);
    Iterator<Duration> pauses = patience.pauses().iterator();
    while (true) {
      String failure;
      try {
        Download answer = Download.of(url, patience);
        if (answer.status() == HttpURLConnection.HTTP_OK) {
          return RuntimeFile.of(url, answer.body());
        }
        failure =
            "%s answered %d: %s"
                .formatted(
                    url,
                    answer.status(),
                    Excerpt.of(StandardCharsets.UTF_8.decode(answer.body()).toString()));
        if (!mayPass(answer.status())) {
          throw new InvalidInputException(
              "%s; check devS3Path, productId and seasonId in %s"
                  .formatted(failure, defaults.origin()));
        }
      } catch (IOException e) {
        failure = "%s gave no answer (%s)".formatted(url, e);
      }
      if (!pauses.hasNext()) {
        throw new AirlockException(
            "%s, also at attempt %d; check that Airlock's server is well and devS3Path in %s right"
                .formatted(failure, patience.pauses().size() + 1, defaults.origin()));
      }
      pause(pauses.next(), failure);
    }
  }

  private static boolean mayPass(int status) {
    return status == HttpURLConnection.HTTP_CLIENT_TIMEOUT
        || status == TOO_MANY_REQUESTS
        || status >= HttpURLConnection.HTTP_INTERNAL_ERROR;
  }

  private void pause(Duration pause, String failure) {
    notices.accept("%s; trying again in %d s".formatted(failure, pause.toSeconds()));
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AirlockException(failure + "; stopped while waiting to try again", e);
    }
  }
}
