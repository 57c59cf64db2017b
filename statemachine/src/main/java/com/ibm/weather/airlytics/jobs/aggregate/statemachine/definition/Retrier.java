package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import java.time.Duration;

/**
 * Repeats a state that has failed.
 *
 * @param errors the errors it retries
 * @param interval the delay before the first retry
 * @param maxAttempts how often it retries; 0 never
 * @param backoffRate by how much the delay grows with each retry, at least 1
 * @param maxDelay the longest delay
 * @param fullJitter whether the delay is a random one between 0 and the computed one
 */
public record Retrier(
    ErrorNames errors,
    Duration interval,
    int maxAttempts,
    double backoffRate,
    Duration maxDelay,
    boolean fullJitter) {

  /**
   * The delay before a retry, before any jitter.
   *
   * @param attempt which retry of this retrier, from 1
   */
  public Duration delay(int attempt) {
    double seconds = (double) interval.toSeconds() * Math.pow(backoffRate, attempt - 1);
    double limited = Math.min(seconds, (double) maxDelay.toSeconds());
    return Duration.ofMillis(Math.round(limited * 1_000));
  }
}
