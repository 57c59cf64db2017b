CREATE EXTERNAL TABLE IF NOT EXISTS `aggregations_helloworld`.`airlytics_aggregations_ltv_helloworld_prod_7d_history` (
  `userid` string,
  `shard` bigint,
  `revenue` bigint,
  `cnt` bigint
)
PARTITIONED BY (`day` string, `partition` smallint)
STORED AS PARQUET
LOCATION 's3://airlytics-datalake-internal-prod/aggregations/ltv/HelloWorld/7d/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy-MM-dd',
  'projection.day.range' = '2021-06-01,NOW',
  'projection.partition.type' = 'integer',
  'projection.partition.range' = '0,99'
)
