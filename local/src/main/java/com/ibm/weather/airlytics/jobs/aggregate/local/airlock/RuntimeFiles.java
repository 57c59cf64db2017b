package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Serves the files below a folder, as a bucket serves the runtime files that Airlock writes. */
final class RuntimeFiles implements HttpHandler {

  private final String basePath;
  private final Path folder;

  /**
   * @param basePath the URL's path, with a trailing slash
   */
  RuntimeFiles(String basePath, Path folder) {
    this.basePath = basePath;
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(basePath.length());
      Path file = folder.resolve(name).normalize();
      if (!exchange.getRequestMethod().equals("GET")) {
        answer(exchange, 405, "only GET is allowed".getBytes(UTF_8));
      } else if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
        answer(exchange, 404, ("there is no " + name).getBytes(UTF_8));
      } else {
        answer(exchange, 200, Files.readAllBytes(file));
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
