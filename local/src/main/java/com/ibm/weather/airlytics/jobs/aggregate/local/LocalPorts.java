package com.ibm.weather.airlytics.jobs.aggregate.local;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The TCP ports of the embedded services on 127.0.0.1; 0 for any that is free.
 *
 * @param s3 S3
 * @param athena Athena
 * @param airlock Airlock's admin API
 * @param userDb the user DB, a PostgreSQL
 */
public record LocalPorts(int s3, int athena, int airlock, int userDb) {

  /** Whatever is free. */
  public static final LocalPorts ANY = new LocalPorts(0, 0, 0, 0);

  private static final int LARGEST = 65_535;

  /**
   * Checks the ports.
   *
   * @throws LocalException when one is out of range, or two are the same
   */
  public LocalPorts {
    List<Integer> chosen =
        Stream.of(s3, athena, airlock, userDb).filter(port -> port != 0).toList();
    for (int port : chosen) {
      if (port < 0 || port > LARGEST) {
        throw new LocalException("the port %d is not one of 0 to %d".formatted(port, LARGEST));
      }
    }
    if (Set.copyOf(chosen).size() < chosen.size()) {
      throw new LocalException("two services cannot share a port: " + chosen);
    }
  }
}
