package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the {@link Scenario}, which is played once for all of them. */
final class PlayedScenario implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(PlayedScenario.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Scenario.class;
  }

  @Override
  public Scenario resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Scenario.class, type -> play(), Scenario.class);
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
