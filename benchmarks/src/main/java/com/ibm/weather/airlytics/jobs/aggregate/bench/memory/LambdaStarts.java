package com.ibm.weather.airlytics.jobs.aggregate.bench.memory;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Median;
import com.ibm.weather.airlytics.jobs.aggregate.bench.job.EmbeddedJob;
import com.ibm.weather.airlytics.jobs.aggregate.bench.job.PreparedDay;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.CheckLastDayHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.DailyAggregationHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.ExportCsvHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.ImportToUserDbHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.WindowAggregationHandler;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts each function from the jar that is deployed, as Lambda does, until it has answered. */
final class LambdaStarts {

  private static final int PATIENCE_SECONDS = 120;

  /** How long the first answer took, and what it was. */
  private record Answered(double seconds, String answer) {}

  private final EmbeddedJob job;
  private final Path jar;
  private final Map<String, String> environment;

  /**
   * Puts a copy of the job's configuration into S3, where functions read it.
   *
   * @param jar the jar of the functions
   */
  LambdaStarts(PreparedDay day, Path jar) throws IOException {
    this.job = day.job();
    this.jar = jar;
    Path file = job.target("configuration.json");
    Files.copy(job.configurationFile(), file);
    this.environment =
        Map.of(
            "AIRLYTICS_CONFIGURATION_URI",
            job.uri(file).replaceAll("/$", ""),
            "AWS_EXECUTION_ENV",
            "AWS_Lambda_java21",
            "AWS_ACCESS_KEY_ID",
            "local",
            "AWS_SECRET_ACCESS_KEY",
            "local",
            "AWS_REGION",
            job.configuration().athenaRegion(),
            "AWS_ENDPOINT_URL_S3",
            job.awsEnvironment().get("AWS_ENDPOINT_URL_S3"));
  }

  /** The median seconds from the start of the JVM to the first answer, by function. */
  Map<String, Double> firstAnswers(int rounds) throws IOException, InterruptedException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    Answered check =
        answered(rounds, CheckLastDayHandler.class, request("prepare", checkRequest()));
    seconds.put("CheckLastDay", check.seconds());
    JsonNode run = Json.tree(check.answer(), "the plan").at("/plan/run");
    ObjectNode ofRun = Json.MAPPER.createObjectNode().set("run", run);
    ObjectNode ofDay = ofRun.deepCopy().put("day", run.path("day").asText()).put("first", true);
    seconds.put(
        "WindowAggregation",
        answered(rounds, WindowAggregationHandler.class, request("prepare", ofRun)).seconds());
    seconds.put(
        "ExportCsv", answered(rounds, ExportCsvHandler.class, request("prepare", ofRun)).seconds());
    seconds.put(
        "ImportToUserDb",
        answered(rounds, ImportToUserDbHandler.class, request("check", ofRun)).seconds());
    seconds.put(
        "DailyAggregation",
        answered(rounds, DailyAggregationHandler.class, request("prepare", ofDay)).seconds());
    return seconds;
  }

  private static ObjectNode checkRequest() {
    ObjectNode request = Json.MAPPER.createObjectNode();
    request.put("executionName", "run-1").put("startTime", PreparedDay.DAY + "T03:00:00Z");
    request
        .putObject("input")
        .put("aggregation", "LTV")
        .put("environment", "PROD")
        .put("product", "Hello World App")
        .put("deployment", "INTERNAL")
        .put("today", PreparedDay.DAY.toString());
    return request;
  }

  private static String request(String phase, ObjectNode request) {
    return request.deepCopy().put("phase", phase).toString();
  }

  private Answered answered(
      int rounds, Class<? extends RequestStreamHandler> handler, String request)
      throws IOException, InterruptedException {
    List<Answered> answers = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      forgetAttempts();
      long start = System.nanoTime();
      String answer = answer(handler, request);
      answers.add(new Answered((System.nanoTime() - start) / 1e9, answer));
    }
    return new Answered(Median.of(answers, Answered::seconds), answers.get(0).answer());
  }

  /** So that each round finds what the first has found. */
  private void forgetAttempts() throws IOException {
    try (Stream<Path> markers = Files.list(job.dailyFolder())) {
      for (Path marker : markers.filter(LambdaStarts::isAttempt).toList()) {
        Files.delete(marker);
      }
    }
  }

  private static boolean isAttempt(Path marker) {
    return marker.getFileName().toString().startsWith("_ATTEMPT_");
  }

  private String answer(Class<? extends RequestStreamHandler> handler, String request)
      throws IOException, InterruptedException {
    Path output = job.target("lambda.log");
    try (LambdaRuntimeApi api = LambdaRuntimeApi.start(request)) {
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  runtime() + File.pathSeparator + jar.toAbsolutePath(),
                  AWSLambda.class.getName(),
                  handler.getName())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
      builder.environment().put("_HANDLER", handler.getName());
      builder.environment().put("LAMBDA_TASK_ROOT", job.target("").toString());
      Process process = builder.start();
      try {
        CompletableFuture.anyOf(api.response(), process.onExit())
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return api.response().get(0, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw new IllegalStateException(
            "%s did not answer: %s%n%s"
                .formatted(handler.getSimpleName(), e.getMessage(), Files.readString(output)),
            e);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** What Lambda's Java runtime has of its own. */
  private static String runtime() {
    return Stream.of(AWSLambda.class, RequestStreamHandler.class, PojoSerializer.class)
        .map(LambdaStarts::jarOf)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
