SELECT count(DISTINCT "partition") AS partitions
FROM "airlytics"."airlytics_rawevents_helloworld_prod"
WHERE day = '2021-06-30'
