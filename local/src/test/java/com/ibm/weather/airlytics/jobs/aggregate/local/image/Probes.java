package com.ibm.weather.airlytics.jobs.aggregate.local.image;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;

/** Asks a pod as kubelet and Prometheus do, only more often, from now on. */
final class Probes implements AutoCloseable {

  static final String ALIVE = "/healthcheck/is-alive";
  static final String READY = "/healthcheck/is-ready";
  static final String METRICS = "/metrics";

  private static final Duration PERIOD = Duration.ofMillis(50);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Set<Integer>> statuses = new ConcurrentHashMap<>();
  private final Map<String, String> newest = new ConcurrentHashMap<>();
  private final Thread thread;

  private Probes(int port) {
    thread = new Thread(() -> ask("http://127.0.0.1:" + port), "probes");
  }

  static Probes start(int port) {
    Probes probes = new Probes(port);
    probes.thread.start();
    return probes;
  }

  /** Every status that was answered for a path; empty when there was no answer. */
  Set<Integer> statuses(String path) {
    return statuses.getOrDefault(path, Set.of());
  }

  /** What was answered last for a path. */
  String newest(String path) {
    return newest.getOrDefault(path, "");
  }

  private void ask(String server) {
    while (!Thread.currentThread().isInterrupted()) {
      for (String path : List.of(ALIVE, READY, METRICS)) {
        try {
          HttpRequest request = HttpRequest.newBuilder(URI.create(server + path)).build();
          HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
          statuses
              .computeIfAbsent(path, any -> new ConcurrentSkipListSet<>())
              .add(answer.statusCode());
          newest.put(path, answer.body());
        } catch (IOException e) {
          // Not started yet, or ended.
        } catch (InterruptedException e) {
          return;
        }
      }
      LockSupport.parkNanos(PERIOD.toNanos());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
