package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.WithoutExpectContinue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The AWS clients of a run. They follow the SDK's standard environment variables, read from the
 * environment they are given: {@code AWS_ENDPOINT_URL}, {@code AWS_ENDPOINT_URL_S3}, {@code
 * AWS_ENDPOINT_URL_ATHENA}, and {@code AWS_ACCESS_KEY_ID} with its companions, before whatever else
 * the SDK knows (IAM roles for service accounts, Pod Identity, instance roles).
 */
public final class AwsClients implements AutoCloseable {

  private final S3Client s3;
  private final AthenaClient athena;

  /**
   * @param environment environment variables
   * @param region for example {@code eu-west-1}
   * @throws InvalidInputException when an endpoint is not a URL
   */
  public AwsClients(Map<String, String> environment, String region) {
    Optional<URI> s3Endpoint = endpoint(environment, "AWS_ENDPOINT_URL_S3");
    this.s3 =
        configure(S3Client.builder(), environment, region, s3Endpoint)
            .forcePathStyle(s3Endpoint.isPresent())
            // Signed in chunks, even an empty marker has a body, which some servers answer before
            // they have read it, and hang up; then the client sends it again.
            .serviceConfiguration(configuration -> configuration.chunkedEncodingEnabled(false))
            .build();
    this.athena =
        configure(
                AthenaClient.builder(),
                environment,
                region,
                endpoint(environment, "AWS_ENDPOINT_URL_ATHENA"))
            .build();
  }

  public S3Client s3() {
    return s3;
  }

  public AthenaClient athena() {
    return athena;
  }

  @Override
  public void close() {
    s3.close();
    athena.close();
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
      B builder, Map<String, String> environment, String region, Optional<URI> endpoint) {
    builder
        .httpClient(httpClient())
        .region(Region.of(region))
        .credentialsProvider(credentials(environment));
    builder.overrideConfiguration(
        configuration ->
            configuration
                .addExecutionInterceptor(new EndpointInMessages())
                .addExecutionInterceptor(new WithoutExpectContinue()));
    endpoint.ifPresent(builder::endpointOverride);
    return builder;
  }

  private static SdkHttpClient httpClient() {
    return UrlConnectionHttpClient.builder().buildWithDefaults(AttributeMap.empty());
  }

  private static Optional<URI> endpoint(Map<String, String> environment, String variable) {
    return Stream.of(variable, "AWS_ENDPOINT_URL")
        .filter(name -> !environment.getOrDefault(name, "").isBlank())
        .findFirst()
        .map(name -> uri(name, environment.get(name)));
  }

  private static URI uri(String variable, String value) {
    try {
      URI uri = new URI(value);
      if (Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // The message below says what to write instead.
    }
    throw new InvalidInputException(
        "%s is \"%s\"; write a URL such as http://localhost:9000".formatted(variable, value));
  }

  private static AwsCredentialsProvider credentials(Map<String, String> environment) {
    String key = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    String token = environment.getOrDefault("AWS_SESSION_TOKEN", "");
    if (key.isEmpty() || secret.isEmpty()) {
      return DefaultCredentialsProvider.builder().build();
    }
    AwsCredentials credentials =
        token.isEmpty()
            ? AwsBasicCredentials.create(key, secret)
            : AwsSessionCredentials.create(key, secret, token);
    return StaticCredentialsProvider.create(credentials);
  }
}
