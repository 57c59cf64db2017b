package com.ibm.weather.airlytics.jobs.aggregate.local.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.LocalAthena;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.LocalAthenaOptions;
import com.ibm.weather.airlytics.jobs.aggregate.local.s3.LocalS3;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.InternalServerException;
import software.amazon.awssdk.services.athena.model.TooManyRequestsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The proxy between the AWS SDK and the embedded services. */
class AwsThroughFaultProxyTest {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
  private static final String START = "AmazonAthena.StartQueryExecution";

  @TempDir Path folder;

  @Test
  void objectsAreWrittenReadAndListed() throws Exception {
    try (LocalS3 service = LocalS3.start(0, folder);
        FaultProxy proxy = FaultProxy.before(service.endpoint(), call -> Fault.pass());
        S3Client s3 = client(S3Client.builder(), proxy)) {
      service.createBucket("lake");

      s3.putObject(put -> put.bucket("lake").key("a b/ü"), RequestBody.fromString("content"));

      assertThat(s3.getObjectAsBytes(get -> get.bucket("lake").key("a b/ü")).asString(UTF_8))
          .isEqualTo("content");
      assertThat(s3.listObjectsV2(list -> list.bucket("lake").prefix("a")).contents())
          .singleElement()
          .satisfies(object -> assertThat(object.key()).isEqualTo("a b/ü"));
      assertThat(proxy.calls()).extracting(Call::method).containsExactly("PUT", "GET", "GET");
      assertThat(proxy.calls()).extracting(Call::path).contains("/lake/a%20b/%C3%BC", "/lake");
    }
  }

  @Test
  void aThrottledQueryIsStartedByTheNextAttempt() throws Exception {
    Files.createDirectories(folder.resolve("objects/lake"));
    LocalAthenaOptions options =
        LocalAthenaOptions.of(folder.resolve("objects"), folder.resolve("catalog"));
    try (LocalAthena service = LocalAthena.start(options);
        FaultProxy proxy = FaultProxy.before(service.endpoint(), this::throttledOnce);
        AthenaClient athena = client(AthenaClient.builder(), proxy)) {
      String id = start(athena);

      assertThat(athena.getQueryExecution(get -> get.queryExecutionId(id)).queryExecution().query())
          .isEqualTo("SELECT 1");
      assertThat(proxy.calls())
          .extracting(call -> call.operation().orElseThrow())
          .containsExactly(START, START, "AmazonAthena.GetQueryExecution");
    }
  }

  private Fault throttledOnce(Call call) {
    return call.occurrence() == 1 && call.operation().equals(Optional.of(START))
        ? Service.ATHENA.throttled()
        : Fault.pass();
  }

  @Test
  void athenaSaysThatItIsThrottledOrFailsAsTheClientKnowsIt() {
    assertThatThrownBy(() -> startAlwaysMeeting(Service.ATHENA.throttled()))
        .isInstanceOf(TooManyRequestsException.class);
    assertThatThrownBy(() -> startAlwaysMeeting(Service.ATHENA.failed()))
        .isInstanceOf(InternalServerException.class);
  }

  private static void startAlwaysMeeting(Fault fault) {
    try (FaultProxy proxy = FaultProxy.before(NOWHERE, call -> fault);
        AthenaClient athena = client(AthenaClient.builder(), proxy)) {
      start(athena);
    }
  }

  @Test
  void s3SaysThatItIsThrottledOrFailsAsTheClientKnowsIt() {
    assertThatThrownBy(() -> listAlwaysMeeting(Service.S3.throttled()))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.isThrottlingException()).isTrue());
    assertThatThrownBy(() -> listAlwaysMeeting(Service.S3.failed()))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InternalError"));
  }

  private static void listAlwaysMeeting(Fault fault) {
    try (FaultProxy proxy = FaultProxy.before(NOWHERE, call -> fault);
        S3Client s3 = client(S3Client.builder(), proxy)) {
      s3.listBuckets();
    }
  }

  private static String start(AthenaClient athena) {
    return athena
        .startQueryExecution(
            start ->
                start
                    .queryString("SELECT 1")
                    .resultConfiguration(result -> result.outputLocation("s3://lake/results/")))
        .queryExecutionId();
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, FaultProxy proxy) {
    return builder
        .endpointOverride(proxy.url())
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "thing")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
