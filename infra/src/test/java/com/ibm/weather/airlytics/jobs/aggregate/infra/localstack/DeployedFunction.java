package com.ibm.weather.airlytics.jobs.aggregate.infra.localstack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.CheckLastDayHandler;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.s3.S3Client;

/** The function behind CheckLastDay, deployed on LocalStack from the Lambda jar. */
final class DeployedFunction {

  private static final Path JAR =
      Path.of("../functions/target/event-aggregator-functions-lambda.jar");
  private static final String KEY = "functions.jar";

  private static final Map<String, String> VARIABLES =
      Map.of("AIRLYTICS_CONFIGURATION_URI", "s3://my-bucket/{aggregation}.json");

  private final String name = "check-last-day-" + UUID.randomUUID();
  private final LambdaClient lambda;
  private final S3Client s3;
  private final String role;
  private boolean deployed;

  DeployedFunction(LocalStackClients clients, String role) {
    this.lambda = clients.lambda();
    this.s3 = clients.s3();
    this.role = role;
  }

  String name() {
    return name;
  }

  /** Deploys the function, or skips the test when this LocalStack cannot run functions. */
  void deploy() {
    s3.createBucket(request -> request.bucket(name));
    s3.putObject(request -> request.bucket(name).key(KEY), JAR);
    deployed = true;
    lambda.createFunction(
        request ->
            request
                .functionName(name)
                .role(role)
                .runtime(Runtime.JAVA21)
                .handler(CheckLastDayHandler.class.getName())
                .timeout(120)
                .memorySize(1024)
                .code(code -> code.s3Bucket(name).s3Key(KEY))
                .environment(environment -> environment.variables(VARIABLES)));
    GetFunctionConfigurationResponse configuration =
        Eventually.become(
            () -> lambda.getFunctionConfiguration(request -> request.functionName(name)),
            response -> response.state() != State.PENDING);
    assumeTrue(
        configuration.state() == State.ACTIVE,
        "this LocalStack cannot run Lambda functions: " + configuration.stateReason());
  }

  void delete() {
    if (deployed) {
      lambda.deleteFunction(request -> request.functionName(name));
      s3.deleteObject(request -> request.bucket(name).key(KEY));
      s3.deleteBucket(request -> request.bucket(name));
    }
  }
}
