CREATE EXTERNAL TABLE IF NOT EXISTS `aggregations_helloworld`.`airlytics_aggregations_ltv_helloworld_prod_7d` (
  `userid` string,
  `shard` bigint,
  `revenue` bigint,
  `cnt` bigint
)
PARTITIONED BY (`partition` smallint)
STORED AS PARQUET
LOCATION 's3://airlytics-datalake-internal-prod/aggregations/ltv/HelloWorld/7d/day=2021-06-30/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.partition.type' = 'integer',
  'projection.partition.range' = '0,99'
)
