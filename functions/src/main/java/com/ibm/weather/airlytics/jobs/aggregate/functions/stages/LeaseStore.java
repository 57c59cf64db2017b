package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.SharedObject;
import java.util.Optional;

/** Where the lease of an aggregation lies: beside the daily aggregates, hidden from readers. */
final class LeaseStore {

  static final String OBJECT = "_LEASE";

  /** A lease, and the state of its object. */
  record Seen(Lease lease, SharedObject.State state) {}

  private final SharedObject object;
  private final String uri;

  LeaseStore(DataLake dataLake, Run run) {
    Folder folder = run.dailyFolder();
    this.object = dataLake.shared(folder.bucket(), folder.key(OBJECT));
    this.uri = uri(run);
  }

  /** Where a run's lease lies, {@code s3://bucket/key}. */
  static String uri(Run run) {
    return run.dailyFolder().uri() + OBJECT;
  }

  /**
   * The lease as it is; empty when nobody holds it.
   *
   * @throws com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException when something
   *     else lies there
   */
  Optional<Seen> look() {
    return object.look().map(state -> new Seen(Json.read(state.text(), Lease.class, uri), state));
  }

  /** Takes the lease, unless somebody has it; returns whether it was taken. */
  boolean create(Lease lease) {
    return object.create(Json.write(lease));
  }

  /** Changes the lease, unless somebody else has since it was seen; returns whether it did. */
  boolean replace(Seen seen, Lease lease) {
    return object.replace(seen.state(), Json.write(lease));
  }

  /** Gives the lease back, unless it was changed since it was seen; returns whether it is gone. */
  boolean delete(Seen seen) {
    return object.delete(seen.state());
  }
}
