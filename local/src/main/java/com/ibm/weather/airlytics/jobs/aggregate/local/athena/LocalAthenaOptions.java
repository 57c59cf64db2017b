package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryFault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/**
 * How to start the embedded Athena.
 *
 * @param port the TCP port on 127.0.0.1; 0 for any free one
 * @param objects the folder behind the embedded S3: {@code s3://bucket/key} is the file {@code
 *     <objects>/bucket/key}
 * @param catalog the folder for databases, tables, executions and what the engine spills
 * @param concurrency how many queries run at a time, at least 1; others are queued
 * @param memoryLimit the engine's memory in DuckDB's spelling, for example {@code 1GB}
 * @param clock the time of executions and of NOW in partition projection
 * @param faults what happens to a query besides what its SQL asks for: asked with the SQL when it
 *     is submitted
 */
public record LocalAthenaOptions(
    int port,
    Path objects,
    Path catalog,
    int concurrency,
    String memoryLimit,
    Clock clock,
    Function<String, QueryFault> faults) {

  public LocalAthenaOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + ": use 0 to 65535");
    }
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency " + concurrency + ": use at least 1");
    }
  }

  /** Two queries at a time, 1 GB of memory, any free port. */
  public static LocalAthenaOptions of(Path objects, Path catalog) {
    return new LocalAthenaOptions(
        0, objects, catalog, 2, "1GB", Clock.systemUTC(), sql -> QueryFault.NONE);
  }

  /** The same on another port. */
  public LocalAthenaOptions withPort(int other) {
    return new LocalAthenaOptions(other, objects, catalog, concurrency, memoryLimit, clock, faults);
  }

  /** The same with another number of queries at a time. */
  public LocalAthenaOptions withConcurrency(int other) {
    return new LocalAthenaOptions(port, objects, catalog, other, memoryLimit, clock, faults);
  }

  /** The same with another memory limit. */
  public LocalAthenaOptions withMemoryLimit(String other) {
    return new LocalAthenaOptions(port, objects, catalog, concurrency, other, clock, faults);
  }

  /** The same with another clock. */
  public LocalAthenaOptions withClock(Clock other) {
    return new LocalAthenaOptions(port, objects, catalog, concurrency, memoryLimit, other, faults);
  }

  /**
   * The same with slower queries.
   *
   * @param planning how long a query runs before it reads or writes anything: Athena's takes about
   *     a second, this one no time unless told
   */
  public LocalAthenaOptions withPlanning(Duration planning) {
    return withFaults(sql -> QueryFault.delayed(planning));
  }

  /** The same with queries to which something happens. */
  public LocalAthenaOptions withFaults(Function<String, QueryFault> other) {
    return new LocalAthenaOptions(port, objects, catalog, concurrency, memoryLimit, clock, other);
  }
}
