CREATE TABLE "aggregations_helloworld"."ltv_1d_tmp_20210630_0a1b2c3d"
WITH (
  format = 'PARQUET',
  write_compression = 'SNAPPY',
  external_location = 's3://airlytics-datalake-internal-prod/aggregations/ltv/HelloWorld/1d/day=2021-06-30/',
  partitioned_by = ARRAY['partition'],
  bucketed_by = ARRAY['userid'],
  bucket_count = 1
) AS
SELECT
  userid,
  shard,
  coalesce("revenue", CAST(0 AS bigint)) AS "revenue",
  cnt,
  "partition"
FROM "aggregations_helloworld"."ltv_1d_draft_tmp_20210630_0a1b2c3d"
WHERE summary = 'users' AND userid IS NOT NULL AND "partition" BETWEEN 100 AND 199
