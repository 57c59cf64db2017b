package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.WithoutExpectContinue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.IdpCommunicationErrorException;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The AWS clients of a run. They follow the SDK's standard environment variables, read from the
 * environment they are given: {@code AWS_ENDPOINT_URL}, {@code AWS_ENDPOINT_URL_S3}, {@code
 * AWS_ENDPOINT_URL_ATHENA}, {@code AWS_ENDPOINT_URL_SFN}, {@code AWS_ENDPOINT_URL_STS}, and those
 * of {@link AwsCredentialsOfEnvironment}.
 */
public final class AwsClients implements AutoCloseable {

  private final Progress progress;
  private final AwsCredentialsOfEnvironment credentials;
  private final S3Client s3;
  private final AthenaClient athena;
  private final Supplier<SfnClient> newStepFunctions;
  private Optional<SfnClient> stepFunctions = Optional.empty();

  /**
   * @param environment environment variables
   * @param region for example {@code eu-west-1}; buckets may be in any other
   * @throws InvalidInputException when an endpoint is not a URL, or half of a key is missing
   */
  public AwsClients(Map<String, String> environment, String region) {
    this(environment, region, new Progress());
  }

  /**
   * Clients whose requests are signs of life of a run.
   *
   * @see #AwsClients(Map, String)
   */
  public AwsClients(Map<String, String> environment, String region, Progress progress) {
    this.progress = progress;
    Optional<URI> s3Endpoint = endpoint(environment, "AWS_ENDPOINT_URL_S3");
    Optional<URI> athenaEndpoint = endpoint(environment, "AWS_ENDPOINT_URL_ATHENA");
    Optional<URI> stsEndpoint = endpoint(environment, "AWS_ENDPOINT_URL_STS");
    String stsRegion = AwsRegion.ofSts(environment, region);
    this.credentials =
        AwsCredentialsOfEnvironment.in(environment, () -> sts(stsRegion, stsEndpoint));
    this.s3 =
        configure(S3Client.builder(), region, s3Endpoint)
            .credentialsProvider(credentials)
            .forcePathStyle(s3Endpoint.isPresent())
            // Signed in chunks, even an empty marker has a body, which some servers answer before
            // they have read it, and hang up; then the client sends it again.
            .serviceConfiguration(configuration -> configuration.chunkedEncodingEnabled(false))
            .crossRegionAccessEnabled(true)
            .build();
    this.athena =
        configure(AthenaClient.builder(), region, athenaEndpoint)
            .credentialsProvider(credentials)
            .build();
    Optional<URI> stepFunctionsEndpoint = endpoint(environment, "AWS_ENDPOINT_URL_SFN");
    this.newStepFunctions =
        () ->
            configure(SfnClient.builder(), region, stepFunctionsEndpoint)
                .credentialsProvider(credentials)
                .build();
  }

  /**
   * What has to be right in an environment: each check throws {@link InvalidInputException} when an
   * endpoint is not a URL, or half of a key is missing.
   */
  public static List<Runnable> checks(Map<String, String> environment) {
    return Stream.concat(
            Stream.of(
                    "AWS_ENDPOINT_URL_S3",
                    "AWS_ENDPOINT_URL_ATHENA",
                    "AWS_ENDPOINT_URL_SFN",
                    "AWS_ENDPOINT_URL_STS")
                .map(variable -> () -> endpoint(environment, variable)),
            AwsCredentialsOfEnvironment.checks(environment).stream())
        .toList();
  }

  /**
   * Looks for the credentials before anything needs them: without any, nothing has been touched.
   *
   * @throws InvalidInputException when there are none
   * @throws software.amazon.awssdk.core.exception.SdkClientException when the way that the
   *     environment names does not lead to any
   */
  public AwsCredentials requireCredentials() {
    return credentials.resolveCredentials();
  }

  public S3Client s3() {
    return s3;
  }

  public AthenaClient athena() {
    return athena;
  }

  /** Step Functions, made when it is first asked for: most runs never do. */
  public synchronized SfnClient stepFunctions() {
    SfnClient client = stepFunctions.orElseGet(newStepFunctions);
    stepFunctions = Optional.of(client);
    return client;
  }

  @Override
  public synchronized void close() {
    s3.close();
    athena.close();
    stepFunctions.ifPresent(SfnClient::close);
    credentials.close();
  }

  /** The SDK's own would ask us-east-1 where no AWS_REGION is set, whatever the endpoint is. */
  private StsClient sts(String region, Optional<URI> endpoint) {
    StsClientBuilder builder = configure(StsClient.builder(), region, endpoint);
    return builder
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .overrideConfiguration(
            builder
                .overrideConfiguration()
                .copy(
                    configuration ->
                        configuration.retryStrategy(
                            retry -> retry.retryOnException(IdpCommunicationErrorException.class))))
        .build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
      B builder, String region, Optional<URI> endpoint) {
    builder.httpClient(httpClient()).region(Region.of(region));
    builder.overrideConfiguration(
        configuration ->
            configuration
                .addExecutionInterceptor(new SignsOfLife(progress))
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
}
