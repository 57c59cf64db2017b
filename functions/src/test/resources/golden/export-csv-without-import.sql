CREATE TABLE "aggregations_helloworld"."ad_impressions_helloworld_prod_tmp_20210630_0a1b2c3d"
WITH (
  format = 'TEXTFILE',
  field_delimiter = ',',
  write_compression = 'GZIP',
  external_location = 's3://airlytics-imports-internal/db-import/aggregations/ltv/HelloWorld/ad_impressions_helloworld_prod_20210630/',
  partitioned_by = ARRAY['summary'],
  bucketed_by = ARRAY['user_id'],
  bucket_count = 1
) AS
SELECT
  CASE WHEN userid = '' OR regexp_like(userid, '[",\r\n]')
    THEN '"' || replace(userid, '"', '""') || '"'
    ELSE userid
  END AS user_id,
  coalesce(max(shard), 0) AS shard,
  coalesce(try_cast(sum(CAST(CASE WHEN part = 'd1' THEN value END AS decimal(38, 0))) AS bigint), CAST(0 AS bigint)) AS "revenue_d1",
  coalesce(sum(CASE WHEN part = 'd1' THEN cnt END), 0) AS "cnt_d1",
  coalesce(try_cast(sum(CAST(CASE WHEN part = 'd7' THEN value END AS decimal(38, 0))) AS bigint), CAST(0 AS bigint)) AS "revenue_d7",
  coalesce(sum(CASE WHEN part = 'd7' THEN cnt END), 0) AS "cnt_d7",
  coalesce(try_cast(sum(CAST(CASE WHEN part = 'd30' THEN value END AS decimal(38, 0))) AS bigint), CAST(0 AS bigint)) AS "revenue_d30",
  coalesce(sum(CASE WHEN part = 'd30' THEN cnt END), 0) AS "cnt_d30",
  coalesce(try_cast(sum(CAST(CASE WHEN part = 'd365' THEN value END AS decimal(38, 0))) AS bigint), CAST(0 AS bigint)) AS "revenue_d365",
  coalesce(sum(CASE WHEN part = 'd365' THEN cnt END), 0) AS "cnt_d365",
  coalesce(try_cast(sum(CAST(CASE WHEN part = 'total' THEN value END AS decimal(38, 0))) AS bigint), CAST(0 AS bigint)) AS "revenue_total",
  coalesce(sum(CASE WHEN part = 'total' THEN cnt END), 0) AS "cnt_total",
  CASE
    WHEN grouping(userid) = 1 THEN
      'totals'
        || '.users-' || CAST(coalesce(sum(CASE WHEN part = 'total' THEN 1 END), 0) AS varchar)
    ELSE 'users'
  END AS summary
FROM (
  SELECT 'd1' AS part, userid, shard, coalesce("revenue", CAST(0 AS bigint)) AS value, cnt
  FROM "aggregations_helloworld"."airlytics_aggregations_ltv_helloworld_prod_1d"
  WHERE day = '2021-06-30' AND userid IS NOT NULL
  UNION ALL
  SELECT 'd7' AS part, userid, shard, "revenue" AS value, cnt
  FROM "aggregations_helloworld"."airlytics_aggregations_ltv_helloworld_prod_7d_history"
  WHERE day = '2021-06-30' AND userid IS NOT NULL
  UNION ALL
  SELECT 'd30' AS part, userid, shard, "revenue" AS value, cnt
  FROM "aggregations_helloworld"."airlytics_aggregations_ltv_helloworld_prod_30d_history"
  WHERE day = '2021-06-30' AND userid IS NOT NULL
  UNION ALL
  SELECT 'd365' AS part, userid, shard, "revenue" AS value, cnt
  FROM "aggregations_helloworld"."airlytics_aggregations_ltv_helloworld_prod_365d_history"
  WHERE day = '2021-06-30' AND userid IS NOT NULL
  UNION ALL
  SELECT 'total' AS part, userid, shard, "revenue" AS value, cnt
  FROM "aggregations_helloworld"."airlytics_aggregations_ltv_helloworld_prod_total_history"
  WHERE day = '2021-06-30' AND userid IS NOT NULL
) AS stacked
GROUP BY GROUPING SETS ((userid), ())
