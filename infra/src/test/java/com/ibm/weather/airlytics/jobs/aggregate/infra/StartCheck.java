package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Pseudo;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every function starts: its handler is made in a JVM of its own, as Lambda makes it, whose only
 * environment variables are those that the template gives it and those that Lambda itself sets.
 */
final class StartCheck implements Check {

  /**
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
   */
  private static final Map<String, String> OF_LAMBDA =
      Map.of(
          "AWS_REGION", Pseudo.REGION,
          "AWS_ACCESS_KEY_ID", "any",
          "AWS_SECRET_ACCESS_KEY", "any",
          "AWS_SESSION_TOKEN", "any");

  /** A function that was started before is not started again. */
  private static final Map<Start, Optional<String>> OUTCOMES = new ConcurrentHashMap<>();

  /** Makes one instance of a class. */
  static final class Starter {

    private Starter() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
      Class.forName(arguments[0]).getConstructor().newInstance();
    }
  }

  private record Start(String function, String handler, Map<String, String> environment) {}

  private record Started(Start start, Process process) {

    static Started begin(Start start) {
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Starter.class.getName(),
                  start.handler())
              .redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(start.environment());
      try {
        return new Started(start, builder.start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Optional<String> finding() {
      try {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0
            ? Optional.empty()
            : Optional.of("%s does not start: %s".formatted(start.function(), output));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public List<String> findings(Sources sources) {
    Set<Start> starts = new LinkedHashSet<>();
    for (Stack stack : sources.jobs()) {
      Functions.of(stack).forEach(function -> starts.add(start(function)));
    }
    List<Started> started =
        starts.stream().filter(start -> !OUTCOMES.containsKey(start)).map(Started::begin).toList();
    started.forEach(process -> OUTCOMES.put(process.start(), process.finding()));
    return starts.stream().map(OUTCOMES::get).flatMap(Optional::stream).toList();
  }

  private static Start start(Resource function) {
    Map<String, String> environment = new HashMap<>(OF_LAMBDA);
    function
        .properties()
        .at("/Environment/Variables")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    return new Start(function.id(), function.text("/Handler"), environment);
  }
}
