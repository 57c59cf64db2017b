CREATE TABLE "aggregations_helloworld"."ltv_1d_draft_tmp_20210630_0a1b2c3d"
WITH (
  format = 'PARQUET',
  write_compression = 'SNAPPY',
  external_location = 's3://airlytics-datalake-internal-prod/aggregations/ltv/HelloWorld/1d/draft/day=2021-06-30/',
  partitioned_by = ARRAY['summary']
) AS
WITH
  texts AS (
    SELECT
      nullif(userid, '') AS userid,
      shard,
      "partition",
      json_extract_scalar(event, '$["it''s"].revenue') AS text
    FROM "airlytics"."airlytics_rawevents_helloworld_prod"
    WHERE day = '2021-06-30' AND name = 'it''s an "ad"'
  ),
  events AS (
    SELECT
      userid,
      shard,
      "partition",
      coalesce(
        try_cast(text AS bigint),
        CASE WHEN regexp_like(text, '^[+-]?([0-9]{1,40}[.]?[0-9]{0,40}|[.][0-9]{1,40})([eE][+-]?[0-9]{1,3})?$') AND CASE WHEN regexp_like(text, '^[+-]?[0.]+([eE]|$)') THEN 0
        ELSE coalesce(length(split_part(split_part(lower(text), 'e', 1), '.', 2)), 0)
          - length(replace(split_part(lower(text), 'e', 1), '.', '')) + length(regexp_replace(replace(split_part(lower(text), 'e', 1), '.', ''), '0+$', ''))
          - coalesce(try_cast(split_part(lower(text), 'e', 2) AS integer), 0) END <= 0
          THEN try_cast(try_cast(text AS decimal(38, 0)) AS bigint) END) AS value
    FROM texts
  ),
  sums AS (
    SELECT
      userid,
      max(CAST(shard AS bigint)) AS shard,
      max(CAST("partition" AS smallint)) AS "partition",
      try_cast(sum(CAST(value AS decimal(38, 0))) AS bigint) AS value,
      count(*) AS cnt,
      count(value) AS accepted
    FROM events
    GROUP BY userid
  )
SELECT
  userid,
  max(shard) AS shard,
  max("partition") AS "partition",
  max(value) AS "revenue",
  max(cnt) AS cnt,
  CASE WHEN grouping(userid) = 0 THEN 'users'
    ELSE
      'totals'
        || '.events-' || CAST(coalesce(sum(cnt), 0) AS varchar)
        || '.rejected-' || CAST(coalesce(sum(CASE WHEN value IS NULL THEN cnt ELSE cnt - accepted END), 0) AS varchar)
        || '.users-' || CAST(coalesce(count(userid), 0) AS varchar)
        || '.without_user-' || CAST(coalesce(sum(CASE WHEN userid IS NULL THEN cnt END), 0) AS varchar)
  END AS summary
FROM sums
GROUP BY GROUPING SETS ((userid), ())
