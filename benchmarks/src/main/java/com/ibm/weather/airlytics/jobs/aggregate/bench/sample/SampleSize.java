package com.ibm.weather.airlytics.jobs.aggregate.bench.sample;

/**
 * How much to make.
 *
 * @param users who may send events; on a day some do not
 * @param eventsPerDay events of all names
 * @param partitions the number of Kafka partitions
 */
public record SampleSize(int users, int eventsPerDay, int partitions) {

  private static final int EVENTS_OF_A_USER = 10;

  /** Ten events a day for each user. */
  public static SampleSize ofEvents(int eventsPerDay, int partitions) {
    return new SampleSize(eventsPerDay / EVENTS_OF_A_USER, eventsPerDay, partitions);
  }
}
