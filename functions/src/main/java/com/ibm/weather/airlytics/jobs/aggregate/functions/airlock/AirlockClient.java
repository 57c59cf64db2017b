package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Airlock's admin API, as far as imports need it. One session for the client's life. */
public final class AirlockClient {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
  private static final int QUOTED_CHARACTERS = 500;

  private final String baseUrl;
  private final List<String> secrets = new ArrayList<>();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  private final Optional<String> sessionToken;

  /**
   * Opens a session.
   *
   * @param baseUrl the API's base, for example {@code https://airlock.example.com/airlock/api}
   * @param credentials empty for a server without authentication
   * @throws AirlockException when the server cannot be reached or refuses the credentials
   */
  public AirlockClient(String baseUrl, Optional<AirlockCredentials> credentials) {
    this.baseUrl = baseUrl.replaceFirst("/+$", "");
    credentials.ifPresent(given -> List.of(given.password(), given.key()).forEach(this::hide));
    this.sessionToken = credentials.map(this::startSession);
    sessionToken.ifPresent(this::hide);
  }

  /** Keeps a secret out of messages, as it is and as a server quotes it in JSON. */
  private void hide(String secret) {
    String quoted = Json.write(secret);
    secrets.addAll(List.of(secret, quoted.substring(1, quoted.length() - 1)));
  }

  /** The imports of a product, oldest first. */
  public List<DataImportJob> imports(String productId) {
    JsonNode answer = json(send("GET", importsOf(productId), BodyPublishers.noBody()));
    List<DataImportJob> jobs = new ArrayList<>();
    answer.path("jobs").forEach(job -> jobs.add(job(job)));
    return jobs;
  }

  /** The newest import that serves the same purpose and has not failed. */
  public Optional<DataImportJob> find(String productId, DataImport wanted) {
    return imports(productId).stream()
        .filter(job -> job.serves(wanted))
        .reduce((older, newer) -> newer);
  }

  /** Creates an import. */
  public DataImportJob create(String productId, DataImport wanted) {
    BodyPublisher body = BodyPublishers.ofString(Json.write(wanted));
    DataImportJob job = job(json(send("POST", importsOf(productId), body)));
    if (job.uniqueId().isEmpty()) {
      throw new AirlockException(
          "Airlock answered the creation of \"%s\" without the job's uniqueId"
              .formatted(wanted.name()));
    }
    return job;
  }

  private static String importsOf(String productId) {
    return "/admin/airlytics/products/" + productId + "/dataimport";
  }

  private String startSession(AirlockCredentials credentials) {
    String body =
        Json.MAPPER
            .createObjectNode()
            .put("key", credentials.key())
            .put("keyPassword", credentials.password())
            .toString();
    String path = "/admin/authentication/startSessionFromKey";
    return send(request(path).POST(BodyPublishers.ofString(body)).build()).strip();
  }

  private String send(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request = request(path).method(method, body);
    sessionToken.ifPresent(token -> request.header("sessionToken", token));
    return send(request.build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl + path))
        .timeout(REQUEST_TIMEOUT)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json");
  }

  private String send(HttpRequest request) {
    String what = request.method() + " " + request.uri();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new AirlockException(
            "%s answered %d: %s".formatted(what, response.statusCode(), quote(response.body())));
      }
      return response.body();
    } catch (IOException e) {
      throw new AirlockException(
          "%s got no answer (%s); check airlockApiBaseUrl".formatted(what, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AirlockException(what + " was interrupted", e);
    }
  }

  private JsonNode json(String answer) {
    try {
      return Json.tree(answer, "Airlock's answer");
    } catch (InvalidInputException e) {
      throw new AirlockException(e.getMessage() + "; it begins with " + quote(answer), e);
    }
  }

  private DataImportJob job(JsonNode job) {
    try {
      return Json.MAPPER.treeToValue(job, DataImportJob.class);
    } catch (JsonProcessingException e) {
      throw new AirlockException("Airlock's answer is not a job: " + quote(job.toString()), e);
    }
  }

  /** The beginning of an answer, without what the server may have repeated of our secrets. */
  private String quote(String answer) {
    String quoted = answer;
    for (String secret : secrets) {
      quoted = quoted.replace(secret, "***");
    }
    return quoted.length() <= QUOTED_CHARACTERS
        ? quoted
        : quoted.substring(0, QUOTED_CHARACTERS) + "...";
  }
}
