-- What a person would write who has these files, DuckDB, one process and no job: no retries, no
-- checks, no rejected values, no second partition for a user who moved twice.

-- part: DailyAggregation
CREATE TEMP TABLE d1 AS
SELECT
  userid,
  max(shard)::BIGINT AS shard,
  coalesce(sum(try_cast(event ->> '$.attributes.revenue' AS BIGINT)), 0)::BIGINT AS revenue,
  count(*) AS cnt,
  max(partition)::SMALLINT AS partition
FROM read_parquet('${events}/partition=*/day=${day}/*', hive_partitioning = true)
WHERE name = 'ad-impression' AND userid <> ''
GROUP BY userid;
COPY d1 TO '${output}/1d' (FORMAT parquet, COMPRESSION snappy, PARTITION_BY (partition));

-- part: WindowAggregation
CREATE MACRO files_of(folder) AS TABLE
SELECT userid, shard, revenue, cnt, partition
FROM read_parquet(folder || '/partition=*/*', hive_partitioning = true);

CREATE MACRO window_of(earlier, left_day) AS TABLE
SELECT
  userid,
  arg_max(shard, seen) AS shard,
  sum(revenue)::BIGINT AS revenue,
  sum(cnt)::BIGINT AS cnt,
  arg_max(partition, seen)::SMALLINT AS partition
FROM (
  SELECT *, 1 AS seen FROM files_of(earlier)
  UNION ALL
  SELECT *, 2 AS seen FROM d1
  UNION ALL
  SELECT userid, shard, -revenue, -cnt, partition, 0 AS seen FROM files_of(left_day)
)
GROUP BY userid
HAVING sum(cnt) > 0;

CREATE MACRO grown_window_of(earlier) AS TABLE
SELECT
  userid,
  arg_max(shard, seen) AS shard,
  sum(revenue)::BIGINT AS revenue,
  sum(cnt)::BIGINT AS cnt,
  arg_max(partition, seen)::SMALLINT AS partition
FROM (
  SELECT *, 1 AS seen FROM files_of(earlier)
  UNION ALL
  SELECT *, 2 AS seen FROM d1
)
GROUP BY userid;

CREATE TEMP TABLE d7 AS
FROM window_of('${snapshots}/7d/day=${dayBefore}', '${snapshots}/1d/day=${dayLeft7}');
COPY d7 TO '${output}/7d' (FORMAT parquet, COMPRESSION snappy, PARTITION_BY (partition));

CREATE TEMP TABLE d30 AS
FROM window_of('${snapshots}/30d/day=${dayBefore}', '${snapshots}/1d/day=${dayLeft30}');
COPY d30 TO '${output}/30d' (FORMAT parquet, COMPRESSION snappy, PARTITION_BY (partition));

CREATE TEMP TABLE d365 AS
FROM grown_window_of('${snapshots}/365d/day=${dayBefore}');
COPY d365 TO '${output}/365d' (FORMAT parquet, COMPRESSION snappy, PARTITION_BY (partition));

CREATE TEMP TABLE total AS
FROM grown_window_of('${snapshots}/total/day=${dayBefore}');
COPY total TO '${output}/total' (FORMAT parquet, COMPRESSION snappy, PARTITION_BY (partition));

-- part: ExportCsv
COPY (
  SELECT
    userid,
    total.shard,
    coalesce(d1.revenue, 0), coalesce(d1.cnt, 0),
    coalesce(d7.revenue, 0), coalesce(d7.cnt, 0),
    coalesce(d30.revenue, 0), coalesce(d30.cnt, 0),
    coalesce(d365.revenue, 0), coalesce(d365.cnt, 0),
    total.revenue, total.cnt
  FROM total
  LEFT JOIN d1 USING (userid)
  LEFT JOIN d7 USING (userid)
  LEFT JOIN d30 USING (userid)
  LEFT JOIN d365 USING (userid)
) TO '${output}/users.csv.gz' (FORMAT csv, HEADER false, COMPRESSION gzip);
