package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The credentials that an environment leads to: the first way that it names, in the order of the
 * SDK's own chain, and without any the rest of that chain (a default profile, an instance role).
 *
 * <p>Unlike that chain, a way that is named has to work. A pod whose role is set up wrongly must
 * not go on with the role of its node, and gets one clear message instead of the whole chain's.
 */
final class AwsCredentialsOfEnvironment implements AwsCredentialsProvider, SdkAutoCloseable {

  private static final String KEY = "AWS_ACCESS_KEY_ID";
  private static final String SECRET = "AWS_SECRET_ACCESS_KEY";
  private static final String TOKEN = "AWS_SESSION_TOKEN";
  private static final String ROLE = "AWS_ROLE_ARN";
  private static final String ROLE_SESSION = "AWS_ROLE_SESSION_NAME";
  private static final String ROLE_TOKEN_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";
  private static final String PROFILE = "AWS_PROFILE";
  private static final String CONTAINER_URI = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final String CONTAINER_PATH = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";

  private static final String NONE =
      """
      no AWS credentials. Tried: %s with %s; %s with %s (an IAM role for the service account); \
      %s; %s (Pod Identity); a default profile; an instance role. On EKS, annotate the service \
      account with eks.amazonaws.com/role-arn, or associate a role with it by Pod Identity; on \
      EC2, give the instance a role; anywhere, set %s and %s"""
          .formatted(KEY, SECRET, ROLE_TOKEN_FILE, ROLE, PROFILE, CONTAINER_URI, KEY, SECRET);

  private final AwsCredentialsProvider provider;
  private final String origin;
  private final String wayOut;

  private AwsCredentialsOfEnvironment(
      AwsCredentialsProvider provider, String origin, String wayOut) {
    this.provider = provider;
    this.origin = origin;
    this.wayOut = wayOut;
  }

  /**
   * Each throws {@link InvalidInputException} when only half of a way is set. A role alone is none:
   * who sets it may have another use for it.
   */
  static List<Runnable> checks(Map<String, String> environment) {
    return List.of(
        () -> requireBoth(environment, KEY, SECRET),
        () -> {
          if (!has(environment, KEY) && has(environment, ROLE_TOKEN_FILE)) {
            requireBoth(environment, ROLE, ROLE_TOKEN_FILE);
          }
        });
  }

  /**
   * Credentials, which are not looked for yet.
   *
   * @param environment says which way; what Pod Identity needs besides, the SDK reads from the
   *     environment of the process
   * @param sts asked only for the role of a service account
   * @throws InvalidInputException when only half of a way is set
   */
  static AwsCredentialsOfEnvironment in(Map<String, String> environment, Supplier<StsClient> sts) {
    checks(environment).forEach(Runnable::run);
    if (has(environment, KEY)) {
      return new AwsCredentialsOfEnvironment(
          StaticCredentialsProvider.create(keys(environment)), KEY, "check the keys");
    }
    if (has(environment, ROLE_TOKEN_FILE)) {
      return new AwsCredentialsOfEnvironment(
          StsWebIdentityTokenFileCredentialsProvider.builder()
              .stsClient(sts.get())
              .roleArn(environment.get(ROLE))
              .roleSessionName(environment.getOrDefault(ROLE_SESSION, "event-aggregator"))
              .webIdentityTokenFile(Path.of(environment.get(ROLE_TOKEN_FILE)))
              .build(),
          "the IAM role of the service account" + named(environment, ROLE, ROLE_TOKEN_FILE),
          "check that the role exists and trusts the service account");
    }
    if (has(environment, PROFILE)) {
      return new AwsCredentialsOfEnvironment(
          ProfileCredentialsProvider.create(environment.get(PROFILE)),
          "the profile" + named(environment, PROFILE),
          "check ~/.aws/config and ~/.aws/credentials");
    }
    if (has(environment, CONTAINER_URI) || has(environment, CONTAINER_PATH)) {
      return new AwsCredentialsOfEnvironment(
          ContainerCredentialsProvider.create(),
          "Pod Identity" + named(environment, CONTAINER_URI, CONTAINER_PATH),
          "check that the service account has an association and that the agent runs on the node");
    }
    return new AwsCredentialsOfEnvironment(DefaultCredentialsProvider.builder().build(), "", "");
  }

  /**
   * The credentials.
   *
   * @throws SdkClientException when the way that the environment names does not lead to any
   * @throws InvalidInputException when it names none, and there are none
   */
  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return provider.resolveCredentials();
    } catch (SdkException | IllegalStateException | UncheckedIOException e) {
      if (origin.isEmpty()) {
        throw new InvalidInputException(NONE, e);
      }
      throw SdkClientException.create(
          "no AWS credentials from %s: %s; %s".formatted(origin, reason(e), wayOut), e);
    }
  }

  @Override
  public void close() {
    if (provider instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }

  /** The message, and that of the innermost cause, which the SDK does not always repeat. */
  private static String reason(Throwable exception) {
    Throwable root = exception;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(exception.getMessage());
    String rootMessage = String.valueOf(root.getMessage());
    return message.contains(rootMessage) ? message : message + " (" + rootMessage + ")";
  }

  private static AwsCredentials keys(Map<String, String> environment) {
    String key = environment.get(KEY);
    String secret = environment.get(SECRET);
    return has(environment, TOKEN)
        ? AwsSessionCredentials.create(key, secret, environment.get(TOKEN))
        : AwsBasicCredentials.create(key, secret);
  }

  private static void requireBoth(Map<String, String> environment, String one, String other) {
    if (has(environment, one) != has(environment, other)) {
      throw new InvalidInputException(
          "of %s and %s only one is set; set both, or neither".formatted(one, other));
    }
  }

  private static boolean has(Map<String, String> environment, String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }

  private static String named(Map<String, String> environment, String... variables) {
    return Stream.of(variables)
        .filter(variable -> has(environment, variable))
        .map(variable -> variable + "=" + environment.get(variable))
        .collect(Collectors.joining(", ", " (", ")"));
  }
}
