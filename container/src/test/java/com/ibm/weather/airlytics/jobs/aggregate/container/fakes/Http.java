package com.ibm.weather.airlytics.jobs.aggregate.container.fakes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** What a probe or Prometheus gets. */
public final class Http {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Http() {}

  public static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    return send("GET", port, path);
  }

  public static HttpResponse<String> send(String method, int port, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + port + path);
    return CLIENT.send(
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }
}
