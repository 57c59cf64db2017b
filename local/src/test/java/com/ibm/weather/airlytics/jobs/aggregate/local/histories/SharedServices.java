package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import com.ibm.weather.airlytics.jobs.aggregate.local.AthenaQueries;
import com.ibm.weather.airlytics.jobs.aggregate.local.AthenaSession;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalPorts;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalServices;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The embedded services, which are started once, and those who ask Athena besides the job. */
final class SharedServices implements AutoCloseable {

  private final LocalServices services;
  private final AthenaSession athena;
  private final AthenaQueries queries;

  SharedServices(Path folder) {
    services = LocalServices.start(folder, LocalPorts.ANY);
    List.of(OwnAggregation.LAKE, OwnAggregation.IMPORTS, OwnAggregation.RESULTS)
        .forEach(services.s3()::createBucket);
    athena = new AthenaSession(services.awsEnvironment(), OwnAggregation.RESULTS);
    queries = new AthenaQueries(services);
  }

  LocalServices local() {
    return services;
  }

  AthenaSession athena() {
    return athena;
  }

  AthenaQueries queries() {
    return queries;
  }

  /**
   * A new aggregation.
   *
   * @param name small letters and digits, one that no other has had
   */
  OwnAggregation aggregation(String name) throws IOException, SQLException {
    return new OwnAggregation(this, name);
  }

  @Override
  public void close() {
    queries.close();
    athena.close();
    services.close();
  }
}
