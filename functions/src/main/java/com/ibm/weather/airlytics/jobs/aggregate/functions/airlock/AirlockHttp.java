package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Requests to Airlock and what is said of their failures: which request, what the server answered,
 * and none of our secrets. Certificates are verified against Java's trust store.
 */
final class AirlockHttp {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int QUOTED_CHARACTERS = 500;

  private final String baseUrl;
  private final Duration timeout;
  private final List<Duration> pauses;
  private final Set<String> secrets = new CopyOnWriteArraySet<>();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

  /**
   * @param baseUrl the API's base, with or without a slash at its end
   * @param timeout how long an answer may take
   * @param pauses how long to wait before each further attempt of a request that can be repeated
   */
  AirlockHttp(String baseUrl, Duration timeout, List<Duration> pauses) {
    this.baseUrl = baseUrl.replaceFirst("/+$", "");
    this.timeout = timeout;
    this.pauses = List.copyOf(pauses);
  }

  /** Keeps a secret out of messages, as it is and as a server quotes it in JSON. */
  void hide(String secret) {
    String quoted = Json.write(secret);
    secrets.addAll(List.of(secret, quoted.substring(1, quoted.length() - 1)));
  }

  /**
   * Reads something; asks again, with pauses, while there is no answer or the server says that it
   * cannot answer.
   *
   * @throws AirlockException when the last attempt failed too
   */
  String get(String path, Optional<String> token) {
    return repeat(request(path, token).GET().build());
  }

  /** Sends what can be sent again without harm; else as {@link #get}. */
  String postRepeatedly(String path, Object body) {
    return repeat(post(path, Optional.empty(), body));
  }

  /** Sends something once: whether it was done is not known when there is no answer. */
  String postOnce(String path, Optional<String> token, Object body) {
    return send(post(path, token, body));
  }

  private HttpRequest post(String path, Optional<String> token, Object body) {
    return request(path, token).POST(BodyPublishers.ofString(Json.write(body))).build();
  }

  private HttpRequest.Builder request(String path, Optional<String> token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json");
    token.ifPresent(value -> request.header("sessionToken", value));
    return request;
  }

  private String repeat(HttpRequest request) {
    for (Duration pause : pauses) {
      try {
        return send(request);
      } catch (AirlockException e) {
        if (!e.mayPass()) {
          throw e;
        }
        pause(pause, e);
      }
    }
    return send(request);
  }

  private static void pause(Duration pause, AirlockException why) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw why;
    }
  }

  private String send(HttpRequest request) {
    String what = request.method() + " " + request.uri();
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, BodyHandlers.ofString());
    try {
      HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() / 100 != 2) {
        throw new AirlockException(
            "%s answered %d: %s".formatted(what, response.statusCode(), quote(response.body())),
            response.statusCode());
      }
      return response.body();
    } catch (ExecutionException e) {
      throw noAnswer(what, e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new AirlockException(
          "%s got no answer within %.0f s; check airlockApiBaseUrl"
              .formatted(what, timeout.toMillis() / 1000.0),
          e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new AirlockException(what + " was interrupted", e);
    }
  }

  private static AirlockException noAnswer(String what, Throwable why) {
    return why instanceof SSLException
        ? new AirlockException(
            "%s got no trusted connection (%s); give Java's trust store the server's certificate"
                .formatted(what, why.getMessage()),
            why)
        : new AirlockException(
            "%s got no answer (%s); check airlockApiBaseUrl".formatted(what, why), why);
  }

  /**
   * The beginning of an answer, without the tags of HTML and without what the server may have
   * repeated of our secrets.
   */
  String quote(String answer) {
    String quoted = answer;
    for (String secret : secrets) {
      quoted = quoted.replace(secret, "***");
    }
    if (quoted.stripLeading().startsWith("<")) {
      quoted = quoted.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    }
    return quoted.length() <= QUOTED_CHARACTERS
        ? quoted
        : quoted.substring(0, QUOTED_CHARACTERS) + "...";
  }
}
