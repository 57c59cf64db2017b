package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import java.util.Optional;

/** Renews the lease of a run that is at work in a process, and gives back that of any run. */
final class LeaseKeeping {

  record Request(Run run) {}

  /**
   * @param held whether the lease is still the run's
   * @param message if it is not: who has it, for a person
   */
  record Renewed(boolean held, String message) {}

  /**
   * @param released whether the run had the lease
   */
  record Released(boolean released) {}

  private final DataLake dataLake;

  LeaseKeeping(DataLake dataLake) {
    this.dataLake = dataLake;
  }

  /** Shows that the process of a run is alive. An execution need not: Step Functions knows. */
  Renewed renew(Request request) {
    LeaseStore store = new LeaseStore(dataLake, request.run());
    Optional<LeaseStore.Seen> seen = store.look();
    while (isOf(seen, request.run())) {
      if (store.replace(seen.get(), seen.get().lease().renewed())) {
        return new Renewed(true, "");
      }
      seen = store.look();
    }
    return new Renewed(
        false, seen.map(other -> other.lease().toString()).orElse("nobody holds the lease"));
  }

  /** Gives the lease back, if it is the run's. */
  Released release(Request request) {
    LeaseStore store = new LeaseStore(dataLake, request.run());
    Optional<LeaseStore.Seen> seen = store.look();
    while (isOf(seen, request.run())) {
      if (store.delete(seen.get())) {
        return new Released(true);
      }
      seen = store.look();
    }
    return new Released(false);
  }

  private static boolean isOf(Optional<LeaseStore.Seen> seen, Run run) {
    return seen.filter(present -> present.lease().isOf(run)).isPresent();
  }
}
