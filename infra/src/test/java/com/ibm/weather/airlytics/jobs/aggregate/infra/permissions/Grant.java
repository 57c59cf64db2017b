package com.ibm.weather.airlytics.jobs.aggregate.infra.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import java.util.Locale;
import java.util.Optional;

/**
 * The smallest thing that a role allows: one action on one resource or pattern of resources.
 *
 * @param condition the statement's {@code Condition}, an empty object when it has none
 */
public record Grant(String action, String resource, JsonNode condition) {

  private static final String IF_EXISTS = "IfExists";

  /** Whether a call is allowed by this grant alone. */
  public boolean covers(Call call) {
    return Wildcard.matches(action.toLowerCase(Locale.ROOT), call.action().toLowerCase(Locale.ROOT))
        && Wildcard.matches(resource, call.resource())
        && condition.properties().stream()
            .allMatch(operator -> holds(operator.getKey(), operator.getValue(), call));
  }

  private static boolean holds(String operator, JsonNode keys, Call call) {
    boolean ifExists = operator.endsWith(IF_EXISTS);
    String plain =
        ifExists ? operator.substring(0, operator.length() - IF_EXISTS.length()) : operator;
    return keys.properties().stream()
        .allMatch(
            key ->
                Optional.ofNullable(call.context().get(key.getKey()))
                    .map(value -> matches(plain, key.getValue(), value))
                    .orElse(ifExists));
  }

  private static boolean matches(String operator, JsonNode expected, String value) {
    return Resource.texts(expected).stream()
        .anyMatch(
            text ->
                switch (operator) {
                  case "StringEquals", "ArnEquals" -> text.equals(value);
                  case "StringLike", "ArnLike" -> Wildcard.matches(text, value);
                  default ->
                      throw new IllegalArgumentException(
                          "the condition operator %s is not known here".formatted(operator));
                });
  }

  @Override
  public String toString() {
    return action + " on " + resource + (condition.isEmpty() ? "" : " if " + condition);
  }
}
