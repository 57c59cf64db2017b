package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskFailedException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Names the failures of Athena's API as Step Functions names them: {@code Athena.<code>}. */
final class AthenaErrors {

  /** Errors that go away by themselves. */
  static final Set<String> PASSING =
      Set.of(
          "Athena.TooManyRequestsException",
          "Athena.ThrottlingException",
          "Athena.InternalServerException",
          "Athena.SdkClientException");

  /** A call of Athena's API. */
  interface Call<T> {
    T run();
  }

  private AthenaErrors() {}

  static <T> T named(Call<T> call) throws TaskFailedException, InterruptedException {
    try {
      return call.run();
    } catch (AwsServiceException e) {
      String code =
          Optional.ofNullable(e.awsErrorDetails())
              .map(AwsErrorDetails::errorCode)
              .orElse("AmazonAthenaException");
      throw new TaskFailedException("Athena." + code, e.getMessage());
    } catch (SdkException e) {
      if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
        InterruptedException interrupted = new InterruptedException(e.getMessage());
        interrupted.initCause(e);
        throw interrupted;
      }
      throw new TaskFailedException("Athena.SdkClientException", e.getMessage());
    }
  }
}
