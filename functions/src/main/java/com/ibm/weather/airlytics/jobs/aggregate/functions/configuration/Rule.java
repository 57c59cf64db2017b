package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a text value of the configuration must look like, so that it is safe in SQL and in keys.
 *
 * @param expected what to write, for the message
 * @param test whether a value is of that kind
 */
record Rule(String expected, Predicate<String> test) {

  static final Rule ANY = new Rule("any text that is not empty", matches("(?s).+"));
  static final Rule REGION =
      new Rule("an AWS region such as eu-west-1", matches("[a-z]{2,}(-[a-z0-9]+)+-\\d+"));
  static final Rule BUCKET =
      new Rule(
          "an S3 bucket name: 3 to 63 lower-case letters, digits, dots and hyphens",
          matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"));
  static final Rule IDENTIFIER =
      new Rule(
          "a name of lower-case letters, digits and underscores that does not begin with a digit",
          matches("[a-z_][a-z0-9_]{0,127}"));
  static final Rule CATALOG =
      new Rule("the name of a data catalog", matches("[A-Za-z0-9_@-]{1,256}"));
  static final Rule PATH =
      new Rule(
          "a folder such as /aggregations/ltv/1d/ of letters, digits and . _ - =, where no part begins"
              + " with _ or . (readers ignore those)",
          matches("/?[A-Za-z0-9=-][A-Za-z0-9._=-]*(/[A-Za-z0-9=-][A-Za-z0-9._=-]*)*/?"));
  static final Rule JSON_PATH =
      new Rule(
          "a JSON path such as $.attributes.revenue or $[\"a-b\"]",
          matches("\\$(\\.[A-Za-z_][A-Za-z0-9_]*|\\[\"[^\"\\\\]+\"]|\\[\\d+])+"));
  static final Rule USER_DB_TABLE =
      new Rule(
          "a table of the user DB, with or without its schema, such as ad_impressions or"
              + " users.ad_impressions",
          matches("[a-z_][a-z0-9_]{0,62}(\\.[a-z_][a-z0-9_]{0,62})?"));
  static final Rule HTTP_URL =
      new Rule("a URL that begins with http:// or https://", Rule::isHttpUrl);
  static final Rule PRODUCT_ID =
      new Rule(
          "the product's id in Airlock: letters, digits and hyphens, a UUID on current servers",
          matches("[A-Za-z0-9-]{1,64}"));

  boolean accepts(String value) {
    return test.test(value);
  }

  private static Predicate<String> matches(String regex) {
    return Pattern.compile(regex).asMatchPredicate();
  }

  private static boolean isHttpUrl(String value) {
    try {
      URI uri = new URI(value);
      return Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
