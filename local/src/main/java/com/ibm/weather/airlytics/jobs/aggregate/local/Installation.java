package com.ibm.weather.airlytics.jobs.aggregate.local;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.ExportSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What has to be there before the job can run: buckets, databases, source table, user DB table. */
public final class Installation {

  private static final String RAW_EVENTS_BUCKET = "airlytics-raw-events";

  private final LocalServices services;
  private final Configuration configuration;

  public Installation(LocalServices services, Configuration configuration) {
    this.services = services;
    this.configuration = configuration;
  }

  /** The folder in the bucket of raw events that a name stands for. */
  public static Path rawEventsFolder(LocalServices services, String name) {
    return services.objects().resolve(RAW_EVENTS_BUCKET).resolve(name);
  }

  /** Creates what is missing. The raw events are where they are, or linked from there. */
  public void prepare(RawEvents events) {
    Stream.of(
            configuration.targetS3Bucket(),
            configuration.athenaResultsOutputBucket(),
            configuration.csvOutputBucket(),
            RAW_EVENTS_BUCKET)
        .filter(bucket -> !bucket.isEmpty())
        .distinct()
        .forEach(services.s3()::createBucket);
    try (AthenaSession athena =
        new AthenaSession(services.awsEnvironment(), configuration.athenaResultsOutputBucket())) {
      athena.run("CREATE DATABASE IF NOT EXISTS `%s`".formatted(configuration.sourceAthenaDb()));
      athena.run("CREATE DATABASE IF NOT EXISTS `%s`".formatted(configuration.destAthenaDb()));
      athena.run(
          "DROP TABLE IF EXISTS `%s`.`%s`"
              .formatted(configuration.sourceAthenaDb(), configuration.sourceEventsTable()));
      athena.run(
          SourceTable.sql(configuration, services.objects(), linked(events.folder()), events));
    }
    if (configuration.importToUserDb()) {
      List<String> columns = new ExportSql(configuration).columns();
      services
          .userDb()
          .createImportTable(
              LocalServices.USER_DB_SCHEMA,
              configuration.importTargetTable(),
              columns.subList(1, columns.size()),
              configuration.aggregatedValueType().hive());
    }
  }

  /** A folder that Athena can read: below the objects, if need be by a link. */
  private Path linked(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (absolute.startsWith(services.objects())) {
      return absolute;
    }
    Path link = rawEventsFolder(services, "linked");
    try {
      Files.deleteIfExists(link);
      return Files.createSymbolicLink(link, absolute);
    } catch (IOException e) {
      throw new LocalException(
          "%s cannot be linked to %s; copy the raw events there".formatted(link, absolute), e);
    }
  }
}
