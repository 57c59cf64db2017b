package com.ibm.weather.airlytics.jobs.aggregate.local.faults;

/** The services that the job calls, and what each of them says when it cannot serve. */
public enum Service {
  S3,
  ATHENA,
  /** Limits no rates, but what stands before it does, as if it were not there. */
  AIRLOCK;

  private static final String XML = "application/xml";
  private static final String JSON = "application/x-amz-json-1.1";
  private static final String HTML = "text/html";

  /**
   * Too many calls; nothing was done.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html">Athena</a>
   */
  public Fault throttled() {
    return switch (this) {
      case S3 ->
          Fault.answer(
              503,
              XML,
              "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>");
      case ATHENA ->
          Fault.answer(
              400, JSON, "{\"__type\":\"TooManyRequestsException\",\"message\":\"Rate exceeded\"}");
      case AIRLOCK -> Fault.answer(503, HTML, "<html><body>Service Unavailable</body></html>");
    };
  }

  /** An error inside; nothing was done, unless {@link Fault#afterWork} says so. */
  public Fault failed() {
    return switch (this) {
      case S3 ->
          Fault.answer(
              500,
              XML,
              "<Error><Code>InternalError</Code><Message>We encountered an internal error. Please try again.</Message></Error>");
      case ATHENA ->
          Fault.answer(
              500,
              JSON,
              "{\"__type\":\"InternalServerException\",\"message\":\"Internal server error\"}");
      case AIRLOCK -> Fault.answer(500, HTML, "<html><body>Internal Server Error</body></html>");
    };
  }
}
