package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeAws;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsClientsTest {

  private final Map<String, String> environment = new HashMap<>();
  private FakeAws s3;
  private FakeAws athena;

  @BeforeEach
  void start() throws Exception {
    s3 = new FakeAws();
    athena = new FakeAws();
    environment.put("AWS_ACCESS_KEY_ID", "the-key");
    environment.put("AWS_SECRET_ACCESS_KEY", "the-secret");
  }

  @AfterEach
  void stop() {
    s3.close();
    athena.close();
  }

  @Test
  void eachServiceHasAnEndpointOfItsOwn() {
    environment.put("AWS_ENDPOINT_URL_S3", s3.endpoint());
    environment.put("AWS_ENDPOINT_URL_ATHENA", athena.endpoint());
    callBoth("eu-west-1");
    assertThat(operations(s3)).containsExactly("GET /events");
    assertThat(operations(athena)).containsExactly("StopQueryExecution");
  }

  @Test
  void oneEndpointServesTheServicesThatHaveNone() {
    environment.put("AWS_ENDPOINT_URL_S3", " ");
    environment.put("AWS_ENDPOINT_URL_ATHENA", athena.endpoint());
    environment.put("AWS_ENDPOINT_URL", s3.endpoint());
    callBoth("eu-west-1");
    assertThat(operations(s3)).containsExactly("GET /events");
    assertThat(operations(athena)).containsExactly("StopQueryExecution");
  }

  @Test
  void signsWithTheGivenCredentialsForTheGivenRegion() {
    environment.put("AWS_ENDPOINT_URL", s3.endpoint());
    callBoth("ap-southeast-2");
    assertThat(s3.requests())
        .extracting(request -> request.headers().get("Authorization"))
        .satisfiesExactly(
            header -> assertThat(header).matches(".*Credential=the-key/\\d+/ap-southeast-2/s3/.*"),
            header ->
                assertThat(header).matches(".*Credential=the-key/\\d+/ap-southeast-2/athena/.*"));
    assertThat(s3.requests())
        .noneMatch(request -> request.headers().containsKey("X-amz-security-token"));
  }

  @Test
  void sendsTheTokenOfTemporaryCredentials() {
    environment.put("AWS_ENDPOINT_URL", s3.endpoint());
    environment.put("AWS_SESSION_TOKEN", "the-token");
    callBoth("eu-west-1");
    assertThat(s3.requests())
        .allMatch(request -> "the-token".equals(request.headers().get("X-amz-security-token")));
  }

  @Test
  void wantsBothHalvesOfAKey() {
    environment.remove("AWS_SECRET_ACCESS_KEY");
    assertThatThrownBy(() -> new AwsClients(environment, "eu-west-1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY only one is set; set both, or neither");
  }

  @Test
  void findsABucketInAnotherRegion() {
    environment.put("AWS_ENDPOINT_URL", s3.endpoint());
    s3.bucketIsIn("eu-central-1");
    try (AwsClients clients = new AwsClients(environment, "us-east-1")) {
      assertThat(clients.s3().listObjectsV2(request -> request.bucket("events")).contents())
          .isEmpty();
    }
    assertThat(s3.requests())
        .extracting(request -> request.headers().get("Authorization"))
        .last()
        .asString()
        .contains("/eu-central-1/s3/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:9000", "not a url", "http://", "ftp://localhost"})
  void refusesAnEndpointThatIsNotAUrl(String value) {
    environment.put("AWS_ENDPOINT_URL_S3", value);
    assertThatThrownBy(() -> new AwsClients(environment, "eu-west-1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "AWS_ENDPOINT_URL_S3 is \"%s\"; write a URL such as http://localhost:9000", value);
  }

  @Test
  void saysWhichEndpointDidNotAnswer() throws Exception {
    int unused;
    try (ServerSocket socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    environment.put("AWS_ENDPOINT_URL", "http://localhost:" + unused);
    assertThatThrownBy(() -> callBoth("eu-west-1"))
        .isInstanceOf(SdkClientException.class)
        .hasMessageStartingWith("http://localhost:" + unused + ": ")
        .hasMessageContaining("Connection refused");
  }

  private void callBoth(String region) {
    try (AwsClients clients = new AwsClients(environment, region)) {
      clients.s3().listObjectsV2(request -> request.bucket("events"));
      clients.athena().stopQueryExecution(request -> request.queryExecutionId("query-1"));
    }
  }

  private static List<String> operations(FakeAws aws) {
    return aws.requests().stream().map(FakeAws.Request::operation).toList();
  }
}
