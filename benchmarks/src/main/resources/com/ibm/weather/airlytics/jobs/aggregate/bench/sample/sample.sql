-- Everything that looks random is a hash of the day and the event's place in it, so that a day's raw
-- events and its daily aggregates agree however they are made.
CREATE TABLE users AS
SELECT
  number::INTEGER AS number,
  md5(concat('user ', number))::UUID::VARCHAR AS userid,
  (hash(number, 'shard') % 1000)::INTEGER AS shard,
  (number % ${partitions})::INTEGER AS partition
FROM range(${users}) AS place(number);

CREATE MACRO chance(event_hash, purpose) AS
  hash(xor(event_hash, purpose::UBIGINT))::DOUBLE / 18446744073709551616.0;

CREATE MACRO one_of(choices, draw) AS
  choices[1 + floor(draw * len(choices))::INTEGER];

-- Few users send many events, many send few: Zipf's law, shifted so that no user has them all.
CREATE MACRO draws(event_day) AS TABLE
WITH hashed AS (
  SELECT hash(event_day, i) AS event_hash, i FROM range(${events}) AS place(i)
)
SELECT
  event_hash,
  chance(event_hash, 1) AS draw,
  chance(event_hash, 2) AS name_draw,
  -- The first events go to the first users, so that every partition has some.
  CASE
    WHEN i < ${partitions} THEN i
    ELSE floor(${users} / 500.0 * (pow(501, chance(event_hash, 3)) - 1))
  END::INTEGER AS number,
  i < ${partitions} OR chance(event_hash, 2) < 0.45 AS counts,
  100 + pow(20000, chance(event_hash, 1))::BIGINT AS revenue
FROM hashed;

CREATE MACRO events(event_day) AS TABLE
SELECT
  userid,
  shard,
  CASE
    WHEN counts THEN 'ad-impression'
    WHEN name_draw < 0.75 THEN 'page-viewed'
    WHEN name_draw < 0.95 THEN 'app-launch'
    ELSE 'notification-interacted'
  END AS name,
  concat(
    '{"schemaVersion":"18.0","eventId":"', hex(event_hash), '","platform":"',
    if(shard % 2 = 0, 'ios', 'android'),
    '","productId":"2f1a0c1e-6c1a-4d59-9c2b-0f7f3c3f9a10","appVersion":"12.', shard % 10,
    '","eventTime":', epoch_ms(event_day) + floor(86400000 * draw)::BIGINT,
    ',"userId":"', userid, '","sessionId":"', number, '-', dayofyear(event_day),
    '","attributes":{',
    CASE
      WHEN counts THEN concat(
        '"revenue":', revenue,
        ',"adUnit":"', one_of(['banner', 'feed', 'interstitial', 'video'], draw),
        '","network":"', one_of(['amazon', 'facebook', 'google'], draw), '","currency":"USD"')
      WHEN name_draw < 0.75 THEN concat(
        '"page":"', one_of(['hourly', 'daily', 'radar', 'settings'], draw),
        '","durationMs":', floor(60000 * draw)::BIGINT)
      WHEN name_draw < 0.95 THEN concat('"cold":', draw < 0.3)
      ELSE concat('"action":"', one_of(['opened', 'dismissed'], draw), '"')
    END,
    '}}') AS event,
  partition
FROM draws(event_day)
JOIN users USING (number);

CREATE MACRO aggregates(event_day) AS TABLE
SELECT
  userid,
  shard::BIGINT AS shard,
  revenue,
  cnt,
  partition
FROM (
  SELECT number, sum(revenue)::BIGINT AS revenue, count(*) AS cnt
  FROM draws(event_day)
  WHERE counts
  GROUP BY number
)
JOIN users USING (number);
