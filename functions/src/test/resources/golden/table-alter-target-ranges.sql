ALTER TABLE `aggregations_helloworld`.`airlytics_aggregations_ltv_helloworld_prod_7d` SET TBLPROPERTIES (
  'projection.partition.type' = 'integer',
  'projection.partition.range' = '0,99'
)
