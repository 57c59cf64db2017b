package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Airlock's admin API, as far as imports need it. What only reads is asked again for some seconds
 * when the server does not answer; what creates is sent once.
 */
public final class AirlockClient {

  /** How long to wait for an answer, and before each further attempt. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));

  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;

  private final AirlockHttp http;
  private final AirlockSession session;

  /**
   * A client with one session, which is started by the first request.
   *
   * @param baseUrl the API's base, for example {@code https://airlock.example.com/airlock/api}
   * @param credentials empty for a server without authentication
   */
  public AirlockClient(String baseUrl, Optional<AirlockCredentials> credentials) {
    this(new AirlockHttp(baseUrl, TIMEOUT, PAUSES), credentials, Clock.systemUTC());
  }

  AirlockClient(AirlockHttp http, Optional<AirlockCredentials> credentials, Clock clock) {
    this.http = http;
    this.session = new AirlockSession(http, credentials, clock);
  }

  /** The imports of a product, oldest first. */
  public List<DataImportJob> imports(String productId) {
    JsonNode answer = json(get(importsOf(productId)));
    List<DataImportJob> jobs = new ArrayList<>();
    answer.path("jobs").forEach(job -> jobs.add(job(job)));
    return jobs;
  }

  /** One import; empty when the server does not know it, or no longer. */
  public Optional<DataImportJob> find(String uniqueId) {
    try {
      return Optional.of(job(json(get("/admin/airlytics/dataimport/" + uniqueId))));
    } catch (AirlockException e) {
      if (e.status() == BAD_REQUEST) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The imports of the same file for the same purpose, oldest first. */
  public List<DataImportJob> find(String productId, DataImport wanted) {
    return imports(productId).stream().filter(job -> job.serves(wanted)).toList();
  }

  /**
   * Creates an import. Sent once, since the server may store the job and yet fail: look for it with
   * {@link #find(String, DataImport)} before it is sent again.
   *
   * @throws AirlockException when it is not known to be created; it may be
   */
  public DataImportJob create(String productId, DataImport wanted) {
    Optional<String> token = session.token();
    try {
      DataImportJob job = job(json(http.postOnce(importsOf(productId), token, wanted)));
      if (job.uniqueId().isEmpty()) {
        throw new AirlockException(
            "Airlock answered the creation of \"%s\" without the job's uniqueId"
                .formatted(wanted.name()));
      }
      return job;
    } catch (AirlockException e) {
      if (e.status() == UNAUTHORIZED) {
        session.forget();
      }
      throw e;
    }
  }

  private static String importsOf(String productId) {
    return "/admin/airlytics/products/" + productId + "/dataimport";
  }

  private String get(String path) {
    Optional<String> token = session.token();
    try {
      return http.get(path, token);
    } catch (AirlockException e) {
      if (e.status() != UNAUTHORIZED || token.isEmpty()) {
        throw e;
      }
      session.forget();
      return http.get(path, session.token());
    }
  }

  private JsonNode json(String answer) {
    try {
      return Json.tree(answer, "Airlock's answer");
    } catch (InvalidInputException e) {
      throw new AirlockException(e.getMessage() + "; it begins with " + http.quote(answer), e);
    }
  }

  private DataImportJob job(JsonNode job) {
    try {
      return Json.MAPPER.treeToValue(job, DataImportJob.class);
    } catch (JsonProcessingException e) {
      throw new AirlockException("Airlock's answer is not a job: " + http.quote(job.toString()), e);
    }
  }
}
