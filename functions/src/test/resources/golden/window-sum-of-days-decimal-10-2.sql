CREATE TABLE "aggregations_helloworld"."ltv_7d_tmp_20210630_0a1b2c3d"
WITH (
  format = 'PARQUET',
  write_compression = 'SNAPPY',
  external_location = 's3://airlytics-datalake-internal-prod/aggregations/ltv/HelloWorld/7d/day=2021-06-30/',
  partitioned_by = ARRAY['partition'],
  bucketed_by = ARRAY['userid'],
  bucket_count = 1
) AS
SELECT
  userid,
  max_by(shard, seen) AS shard,
  CAST(sum(CAST(value AS decimal(38, 2))) AS decimal(10,2)) AS "revenue",
  sum(cnt) AS cnt,
  max_by("partition", seen) AS "partition"
FROM (
  SELECT userid, shard, "partition", coalesce(CAST("revenue" AS decimal(38, 2)), 0) AS value, cnt AS cnt, day AS seen
  FROM "aggregations_helloworld"."airlytics_aggregations_ltv_helloworld_prod_1d"
  WHERE day BETWEEN '2021-06-24' AND '2021-06-30' AND userid IS NOT NULL
) AS days
GROUP BY userid
HAVING sum(cnt) > 0
