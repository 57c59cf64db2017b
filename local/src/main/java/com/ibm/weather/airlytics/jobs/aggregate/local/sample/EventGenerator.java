package com.ibm.weather.airlytics.jobs.aggregate.local.sample;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes the events of a day and writes them. All that looks random is a hash of the seed, the day
 * and the event's place in it, so days can be written in any order, by any number of generators.
 */
final class EventGenerator implements AutoCloseable {

  /**
   * The users by number. The first ones live in a partition each, in its order; the last ones are
   * the special ones.
   */
  private static final String USERS =
      """
      CREATE TABLE users AS
      WITH candidates AS (
        SELECT n, md5(concat(%1$s, ' user ', n))::UUID::VARCHAR AS userid
        FROM range(%2$s + 25 * %3$s) AS candidate(n)
      ), placed AS (
        SELECT n, userid, hash(userid) %% %3$s AS home FROM candidates
      ), ranked AS (
        SELECT *, row_number() OVER (PARTITION BY home ORDER BY n) AS place FROM placed
      ), numbered AS (
        SELECT userid, false AS moves,
          row_number() OVER (ORDER BY place > 1, if(place > 1, n, home)) - 1 AS number
        FROM ranked
        QUALIFY number < %2$s
        UNION ALL
        SELECT userid, moves, %2$s + place AS number
        FROM (VALUES %4$s) AS special(userid, moves, place)
      )
      SELECT number::INTEGER AS number, userid, moves,
        coalesce(to_json(userid)::VARCHAR, 'null') AS quoted_userid,
        (hash(coalesce(userid, ''), 'shard') %% 1000)::INTEGER AS shard,
        (hash(coalesce(userid, '')) %% %3$s)::INTEGER AS home
      FROM numbered
      """;

  private static final String REVENUES =
      """
      CREATE TABLE special_revenues AS
      SELECT place::INTEGER AS place, revenue_field
      FROM (VALUES %s) AS special(revenue_field, place)
      """;

  /**
   * Few users send many events, many send few: Zipf's law, shifted so that no user has them all.
   */
  private static final String EVENTS =
      """
      CREATE MACRO chance(event_hash, purpose) AS
        hash(xor(event_hash, purpose::UBIGINT))::DOUBLE / 18446744073709551616.0;

      CREATE MACRO one_of(choices, draw) AS
        choices[1 + floor(draw * len(choices))::INTEGER];

      CREATE MACRO events(event_day, without_ad_impressions, moved) AS TABLE
      WITH hashed AS (
        SELECT i, hash(%1$s, event_day, i) AS event_hash,
          i >= %3$s AND i < %3$s + %4$s + %5$s AS special
        FROM range(%6$s) AS place(i)
      ), drawn AS (
        SELECT i, event_hash, special, chance(event_hash, 1) AS draw,
          chance(event_hash, 2) AS name_draw,
          CASE
            WHEN i < %3$s + %4$s THEN i
            WHEN special THEN %2$s + i - %3$s - %4$s
            ELSE floor(%2$s / 500.0 * (pow(501, chance(event_hash, 3)) - 1))
          END::INTEGER AS number
        FROM hashed
      ), named AS (
        SELECT *,
          CASE
            WHEN special OR name_draw < 0.45 THEN
              if(without_ad_impressions, 'page-viewed', 'ad-impression')
            WHEN name_draw < 0.75 THEN 'page-viewed'
            WHEN name_draw < 0.93 THEN 'app-launch'
            WHEN name_draw < 0.98 THEN 'notification-interacted'
            ELSE 'purchase'
          END AS name
        FROM drawn
      )
      SELECT userid, shard, name,
        concat(
          '{"schemaVersion":"18.0","eventId":"', hex(event_hash), '","platform":"',
          if(shard %% 2 = 0, 'ios', 'android'),
          '","productId":"2f1a0c1e-6c1a-4d59-9c2b-0f7f3c3f9a10","appVersion":"12.',
          shard %% 10, '","eventTime":', epoch_ms(event_day) + floor(86400000 * draw)::BIGINT,
          ',"userId":', quoted_userid, ',"sessionId":"', number, '-', dayofyear(event_day),
          '","attributes":{',
          CASE name
            WHEN 'ad-impression' THEN concat(
              coalesce(
                revenue_field,
                concat('"revenue":', (100 + pow(20000, draw))::BIGINT, ',')),
              '"adUnit":"', one_of(['banner', 'feed', 'interstitial', 'video'], draw),
              '","network":"', one_of(['amazon', 'facebook', 'google'], draw),
              '","currency":"USD"')
            WHEN 'purchase' THEN concat(
              '"revenue":', one_of([990000, 4990000, 29990000], draw),
              ',"product":"', one_of(['month', 'half-year', 'year'], draw), '","currency":"USD"')
            WHEN 'page-viewed' THEN concat(
              '"page":"', one_of(['hourly', 'daily', 'radar', 'settings'], draw),
              '","durationMs":', floor(60000 * draw)::BIGINT)
            WHEN 'app-launch' THEN concat('"cold":', draw < 0.3)
            ELSE concat('"action":"', one_of(['opened', 'dismissed'], draw), '"')
          END,
          '}}') AS event,
        (home + if(moves AND moved, 1, 0)) %% %3$s AS partition,
        event_day AS day
      FROM named
      JOIN users USING (number)
      LEFT JOIN special_revenues ON i = %3$s + place
      """;

  private static final String COPY =
      """
      COPY (FROM events(DATE '%1$s', %2$b, %3$b)) TO %4$s (
        FORMAT parquet, COMPRESSION snappy, PARTITION_BY (partition, day),
        FILENAME_PATTERN 'part-{i}', OVERWRITE_OR_IGNORE)
      """;

  private final SampleOptions options;
  private final Connection database;

  EventGenerator(SampleOptions options) throws SQLException {
    this.options = options;
    this.database = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET threads = 1");
    execute(
        USERS.formatted(
            options.seed(),
            options.users(),
            options.partitions(),
            rows(SpecialEvents.USERS, user -> user.userId() + ", " + user.moves())));
    execute(REVENUES.formatted(rows(SpecialEvents.REVENUES, EventGenerator::revenueField)));
    execute(
        EVENTS.formatted(
            options.seed(),
            options.users(),
            options.partitions(),
            SpecialEvents.REVENUES.size(),
            SpecialEvents.USERS.size(),
            options.eventsPerDay()));
  }

  private static String revenueField(String revenue) {
    return Sql.text(revenue.isEmpty() ? "" : "\"revenue\":%s,".formatted(revenue));
  }

  /** Rows for a VALUES clause, each with its place in the list as the last column. */
  private static <T> String rows(List<T> elements, Function<T, String> columns) {
    return IntStream.range(0, elements.size())
        .mapToObj(place -> "(%s, %s)".formatted(columns.apply(elements.get(place)), place))
        .collect(Collectors.joining(", "));
  }

  void write(LocalDate day, Path folder) throws SQLException {
    execute(
        COPY.formatted(
            day,
            day.equals(options.dayWithoutAdImpressions()),
            !day.isBefore(options.dayOfTheMove()),
            Sql.text(folder.toString())));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
