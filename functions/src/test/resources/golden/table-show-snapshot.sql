ALTER TABLE `aggregations_helloworld`.`airlytics_aggregations_ltv_helloworld_prod_7d` SET LOCATION 's3://airlytics-datalake-internal-prod/aggregations/ltv/HelloWorld/7d/day=2021-06-30/'
