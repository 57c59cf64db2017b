package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Permission;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The routes of the admin API. */
final class AdminApi implements Endpoint {

  /** Hands a stored job to the import service. */
  @FunctionalInterface
  interface Forwarding {

    /**
     * Whatever this throws, the job remains.
     *
     * @throws RequestRefused with what the client is told
     */
    void forward(ImportJob job);
  }

  private static final Pattern JOBS_OF_PRODUCT =
      Pattern.compile("/admin/airlytics/products/([^/]*)/dataimport");
  private static final Pattern JOB = Pattern.compile("/admin/airlytics/dataimport/([^/]+)");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Sessions sessions;
  private final ImportJobs jobs;
  private final Forwarding forwarding;

  AdminApi(Sessions sessions, ImportJobs jobs, Forwarding forwarding) {
    this.sessions = sessions;
    this.jobs = jobs;
    this.forwarding = forwarding;
  }

  @Override
  public Answer answer(Request request) {
    try {
      return route(request);
    } catch (RequestRefused e) {
      return Answer.error(e.status(), e.getMessage());
    }
  }

  private Answer route(Request request) {
    if (request.path().equals("/admin/authentication/startSessionFromKey")) {
      requireMethod(request, "POST");
      requireJson(request);
      return Answer.text(sessions.start(request.body()));
    }
    if (request.path().equals("/admin/authentication/extend")) {
      requireMethod(request, "GET");
      return Answer.text(sessions.extend(request.sessionToken()));
    }
    Matcher product = JOBS_OF_PRODUCT.matcher(request.path());
    if (product.matches()) {
      String productId = requireUuid(product.group(1));
      return switch (request.method()) {
        case "GET" -> list(productId, request);
        case "POST" -> create(productId, request);
        default -> throw methodRefused(request);
      };
    }
    Matcher job = JOB.matcher(request.path());
    if (job.matches()) {
      requireMethod(request, "GET");
      return show(job.group(1), request);
    }
    throw new RequestRefused(404, "There is no " + request.path());
  }

  private Answer create(String productId, Request request) {
    sessions.require(request.sessionToken(), Permission.CREATE);
    requireJson(request);
    ImportJob job = jobs.add(productId, ImportRequest.parse(request.body()));
    forwarding.forward(job);
    return show(job.uniqueId(), request);
  }

  private Answer list(String productId, Request request) {
    sessions.require(request.sessionToken(), Permission.VIEW);
    return Answer.json(200, Map.of("jobs", jobs.ofProduct(productId)));
  }

  private Answer show(String uniqueId, Request request) {
    sessions.require(request.sessionToken(), Permission.VIEW);
    return jobs.find(uniqueId)
        .map(job -> Answer.json(200, job))
        .orElseThrow(() -> new RequestRefused(400, "Data import job " + uniqueId + " not found"));
  }

  private static String requireUuid(String productId) {
    if (!UUID_TEXT.matcher(productId).matches()) {
      throw new RequestRefused(400, "Illegal product id, not a UUID: " + productId);
    }
    return UUID.fromString(productId).toString();
  }

  private static void requireMethod(Request request, String method) {
    if (!request.method().equals(method)) {
      throw methodRefused(request);
    }
  }

  private static RequestRefused methodRefused(Request request) {
    return new RequestRefused(
        405, "%s is not allowed for %s".formatted(request.method(), request.path()));
  }

  private static void requireJson(Request request) {
    if (request.contentType().filter("application/json"::equals).isEmpty()) {
      throw new RequestRefused(415, "Send the body with Content-Type: application/json");
    }
  }
}
