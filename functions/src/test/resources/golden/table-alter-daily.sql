ALTER TABLE `aggregations_helloworld`.`airlytics_aggregations_ltv_helloworld_prod_1d` SET TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy-MM-dd',
  'projection.day.range' = '2021-06-01,NOW',
  'projection.partition.type' = 'integer',
  'projection.partition.range' = '0,99'
)
