package com.ibm.weather.airlytics.jobs.aggregate.local;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import java.nio.file.Path;

/** The table over the raw events, which somebody else makes in production. */
public final class SourceTable {

  private SourceTable() {}

  /**
   * The statement that creates it.
   *
   * @param objects the folder behind S3
   * @param folder that of the raw events, below the objects
   * @param events which days and partitions there are
   */
  public static String sql(
      Configuration configuration, Path objects, Path folder, RawEvents events) {
    return """
        CREATE EXTERNAL TABLE `%s`.`%s` (
          `userid` string,
          `shard` int,
          `name` string,
          `event` string
        )
        PARTITIONED BY (`partition` int, `day` string)
        STORED AS PARQUET
        LOCATION '%s'
        TBLPROPERTIES (
          'projection.enabled' = 'true',
          'projection.partition.type' = 'integer',
          'projection.partition.range' = '0,%d',
          'projection.day.type' = 'date',
          'projection.day.format' = 'yyyy-MM-dd',
          'projection.day.range' = '%s,%s'
        )
        """
        .formatted(
            configuration.sourceAthenaDb(),
            configuration.sourceEventsTable(),
            "s3://" + objects.relativize(folder).toString().replace('\\', '/') + "/",
            events.partitions() - 1,
            events.firstDay(),
            events.lastDay());
  }
}
