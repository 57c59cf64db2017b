package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

/**
 * How much of the quotas of Step Functions an execution would have used.
 *
 * @param historyEvents events in its own history
 * @param childExecutions how many executions its Distributed Maps started
 * @param mostChildHistoryEvents events in the longest history among those; 0 when there are none
 * @param largestPayload the largest payload in it and in those
 */
public record QuotaUse(
    int historyEvents,
    int childExecutions,
    int mostChildHistoryEvents,
    LargestPayload largestPayload) {

  /** The most events that a history can have. */
  public static final int MOST_HISTORY_EVENTS = History.MOST_EVENTS;

  /** The most bytes that a payload can have. */
  public static final int MOST_PAYLOAD_BYTES = Payloads.MOST_BYTES;

  @Override
  public String toString() {
    return "%,d history events and at most %,d in each of %,d child executions, of %,d; the largest payload is %s, of %,d"
        .formatted(
            historyEvents,
            mostChildHistoryEvents,
            childExecutions,
            MOST_HISTORY_EVENTS,
            largestPayload,
            MOST_PAYLOAD_BYTES);
  }
}
