package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the {@link Scenario}, which is played once in a JVM. */
final class PlayedScenario implements ParameterResolver {

  private static Optional<Scenario> played = Optional.empty();

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Scenario.class;
  }

  @Override
  public Scenario resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return played();
  }

  private static synchronized Scenario played() {
    if (played.isEmpty()) {
      Scenario scenario = play();
      Runtime.getRuntime().addShutdownHook(new Thread(scenario::close));
      played = Optional.of(scenario);
    }
    return played.get();
  }

  private static Scenario play() {
    try {
      Path folder = Files.createTempDirectory("scenario");
      return Scenario.play(folder);
    } catch (IOException e) {
      throw new IllegalStateException("the scenario has no folder", e);
    }
  }
}
