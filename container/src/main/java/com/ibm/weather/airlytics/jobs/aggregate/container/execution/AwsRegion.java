package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/** The region of what is asked for before a configuration says {@code athenaRegion}. */
public final class AwsRegion {

  /** Every region's buckets can be found from here: S3 says where a bucket is. */
  private static final String ANY = "us-east-1";

  private AwsRegion() {}

  /**
   * The first of {@code AWS_REGION}, {@code AWS_DEFAULT_REGION} (which the AWS CLI reads and the
   * SDK for Java does not), the profile's region, and one that serves when nothing is known.
   *
   * <p>The instance's own region, the last in the SDK's chain, is not asked for: S3 redirects from
   * any region to the bucket's, and a pod without metadata service would wait for nothing.
   */
  public static String of(Map<String, String> environment) {
    return named(environment).orElseGet(AwsRegion::ofProfile);
  }

  /**
   * Where STS is asked: near the pod, as {@code AWS_REGION} or {@code AWS_DEFAULT_REGION} say,
   * since other regions' endpoints may be out of its reach; where neither is set, in Athena's
   * region.
   */
  static String ofSts(Map<String, String> environment, String athenaRegion) {
    return named(environment).orElse(athenaRegion);
  }

  private static Optional<String> named(Map<String, String> environment) {
    return Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
        .map(variable -> environment.getOrDefault(variable, ""))
        .filter(region -> !region.isBlank())
        .findFirst();
  }

  private static String ofProfile() {
    try {
      return new AwsRegionProviderChain(
              new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
          .getRegion()
          .id();
    } catch (SdkClientException e) {
      return ANY;
    }
  }
}
