ALTER TABLE `aggregations_helloworld`.`airlytics_aggregations_ltv_helloworld_prod_7d_history` SET LOCATION 's3://airlytics-datalake-internal-prod/aggregations/ltv/HelloWorld/7d/'
