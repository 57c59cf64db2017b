package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

/** Answers 503 until the server is ready. */
final class Startup implements Endpoint {

  private volatile Endpoint current =
      request -> Answer.error(503, "The server is still starting. Try again later");

  void end(Endpoint ready) {
    current = ready;
  }

  @Override
  public Answer answer(Request request) {
    return current.answer(request);
  }
}
