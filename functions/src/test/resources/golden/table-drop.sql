DROP TABLE IF EXISTS `aggregations_helloworld`.`ltv_1d_tmp_20210630_0a1b2c3d`
