package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskContext;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskFailedException;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskResource;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/**
 * {@code aws-sdk:sfn:describeExecution}: how an execution on Step Functions is doing. Errors are
 * called as Step Functions calls those of its AWS SDK integrations, {@code Sfn.<exception>}.
 */
final class ExecutionStatusResource implements TaskResource {

  static final String NAME = "arn:aws:states:::aws-sdk:sfn:describeExecution";

  private final Supplier<SfnClient> stepFunctions;

  /**
   * @param stepFunctions asked only when an execution is: most processes never meet one
   */
  ExecutionStatusResource(Supplier<SfnClient> stepFunctions) {
    this.stepFunctions = stepFunctions;
  }

  @Override
  public JsonNode call(JsonNode arguments, TaskContext context)
      throws TaskFailedException, InterruptedException {
    String arn = arguments.path("ExecutionArn").asText();
    try {
      DescribeExecutionResponse execution =
          stepFunctions.get().describeExecution(request -> request.executionArn(arn));
      return Json.MAPPER
          .createObjectNode()
          .put("ExecutionArn", arn)
          .put("Status", execution.statusAsString());
    } catch (AwsServiceException e) {
      throw new TaskFailedException("Sfn." + e.getClass().getSimpleName(), e.getMessage());
    } catch (SdkException e) {
      if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
        InterruptedException interrupted = new InterruptedException(e.getMessage());
        interrupted.initCause(e);
        throw interrupted;
      }
      throw new TaskFailedException("Sfn.SdkClientException", e.getMessage());
    }
  }
}
