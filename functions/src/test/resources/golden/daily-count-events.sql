SELECT
  day,
  count(DISTINCT "partition") AS partitions,
  count(*) AS events,
  to_hex(checksum("$path")) AS files
FROM "airlytics"."airlytics_rawevents_helloworld_prod"
WHERE day IN ('2021-06-29', '2021-06-30')
GROUP BY day
