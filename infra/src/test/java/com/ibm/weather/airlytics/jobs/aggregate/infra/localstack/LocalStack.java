package com.ibm.weather.airlytics.jobs.aggregate.infra.localstack;

import cloud.localstack.Localstack;
import cloud.localstack.docker.DockerExe;
import cloud.localstack.docker.annotation.LocalstackDockerConfiguration;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link LocalStackClients} of a LocalStack: of the one whose address is in the
 * system property {@code localstack.endpoint}, else of one that Docker runs from the first of the
 * tests until behind the last. Where there is neither, the tests are skipped.
 */
final class LocalStack implements ExecutionCondition, ParameterResolver {

  private static final String ENDPOINT = "localstack.endpoint";

  private static final String REASON =
      "Docker does not answer here: start it, or name a LocalStack that runs already with -D"
          + ENDPOINT
          + "=http://localhost:4566";

  /** A version that needs no account; newer ones start only with LOCALSTACK_AUTH_TOKEN. */
  private static final String IMAGE_TAG = "4.14.0";

  /** From within, LocalStack starts a container for each Lambda function. */
  private static final String DOCKER_SOCKET = "/var/run/docker.sock";

  private record Running(URI endpoint) implements AutoCloseable {

    static Running start() {
      return given().map(Running::new).orElseGet(Running::inDocker);
    }

    private static Running inDocker() {
      Localstack.INSTANCE.startup(
          LocalstackDockerConfiguration.builder()
              .imageTag(IMAGE_TAG)
              .randomizePorts(true)
              .bindMounts(Map.of(DOCKER_SOCKET, DOCKER_SOCKET))
              .build());
      return new Running(URI.create(Localstack.INSTANCE.getEndpointStepFunctions()));
    }

    @Override
    public void close() {
      Localstack.INSTANCE.stop();
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (given().isPresent() || isDockerRunning()) {
      return ConditionEvaluationResult.enabled("there is a LocalStack, or Docker to start one");
    }
    System.out.println(context.getDisplayName() + " is skipped: " + REASON); // Maven does not say
    return ConditionEvaluationResult.disabled(REASON);
  }

  private static Optional<URI> given() {
    return Optional.ofNullable(System.getProperty(ENDPOINT)).map(URI::create);
  }

  private static boolean isDockerRunning() {
    try {
      new DockerExe().execute(List.of("ps"), 1, List.of(1));
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalStackClients.class;
  }

  @Override
  public LocalStackClients resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .computeIfAbsent(Running.class, key -> Running.start(), Running.class);
    return new LocalStackClients(running.endpoint());
  }
}
