package com.ibm.weather.airlytics.jobs.aggregate.infra.permissions;

import java.util.Map;

/**
 * A call as IAM sees it.
 *
 * @param action for example {@code s3:ListBucket}
 * @param resource the ARN that it is about
 * @param context the condition keys that the request has, for example {@code s3:prefix}
 */
public record Call(String action, String resource, Map<String, String> context) {

  public Call {
    context = Map.copyOf(context);
  }

  /** A call whose request has no condition key that matters here. */
  public static Call of(String action, String resource) {
    return new Call(action, resource, Map.of());
  }

  @Override
  public String toString() {
    return action + " on " + resource + (context.isEmpty() ? "" : " with " + context);
  }
}
