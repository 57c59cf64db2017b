package com.ibm.weather.airlytics.jobs.aggregate.infra.permissions;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * IAM's patterns: {@code *} stands for any characters, {@code ?} for one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
final class Wildcard {

  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  private Wildcard() {}

  static boolean matches(String pattern, String value) {
    return COMPILED.computeIfAbsent(pattern, Wildcard::compile).matcher(value).matches();
  }

  private static Pattern compile(String pattern) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.DOTALL);
  }
}
