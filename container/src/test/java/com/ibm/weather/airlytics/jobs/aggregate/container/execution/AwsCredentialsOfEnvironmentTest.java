package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeIdentity;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What an environment that names a way to credentials gets when the way leads nowhere. */
class AwsCredentialsOfEnvironmentTest {

  private static final List<String> PROPERTIES_OF_POD_IDENTITY =
      List.of("aws.containerCredentialsFullUri", "aws.containerAuthorizationTokenFile");

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private FakeIdentity identity;

  @BeforeEach
  void start() throws IOException {
    identity = new FakeIdentity();
    environment.put("AWS_ENDPOINT_URL_STS", identity.endpoint());
  }

  @AfterEach
  void stop() {
    identity.close();
    PROPERTIES_OF_POD_IDENTITY.forEach(System::clearProperty);
  }

  @Test
  void theRoleOfTheServiceAccountIsTakenInAnyRegion() throws IOException {
    serviceAccount(FakeIdentity.TOKEN);
    requireCredentials("cn-north-1");
  }

  @Test
  void theRoleIsAskedForAgainWhenTheIdentityProviderDidNotAnswer() throws IOException {
    serviceAccount(FakeIdentity.TOKEN);
    identity.failing(1);
    requireCredentials("eu-west-1");
  }

  @Test
  void aRoleThatIsRefusedIsNamedWithWhatStsSaid() throws IOException {
    serviceAccount("another token");
    assertThatThrownBy(() -> requireCredentials("eu-west-1"))
        .isInstanceOf(SdkClientException.class)
        .hasMessageStartingWith(
            "no AWS credentials from the IAM role of the service account (AWS_ROLE_ARN=%s,"
                + " AWS_WEB_IDENTITY_TOKEN_FILE=%s): Not authorized to perform"
                + " sts:AssumeRoleWithWebIdentity",
            FakeIdentity.ROLE, environment.get("AWS_WEB_IDENTITY_TOKEN_FILE"))
        .hasMessageEndingWith("; check that the role exists and trusts the service account");
  }

  @Test
  void aRoleThatIsRefusedIsNotReplacedByAnotherWay() throws IOException {
    serviceAccount("another token");
    podIdentity(identity.credentialsUri(), FakeIdentity.TOKEN);
    assertThatThrownBy(() -> requireCredentials("eu-west-1"))
        .hasMessageStartingWith("no AWS credentials from the IAM role of the service account");
  }

  @Test
  void aTokenFileThatIsNotThereIsNamed() {
    environment.put("AWS_ROLE_ARN", FakeIdentity.ROLE);
    environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", "/no/such/token");
    assertThatThrownBy(() -> requireCredentials("eu-west-1"))
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("/no/such/token");
  }

  @Test
  void aRoleAloneIsNoWayAndStandsInNone() throws IOException {
    environment.put("AWS_ROLE_ARN", FakeIdentity.ROLE);
    podIdentity(identity.credentialsUri(), FakeIdentity.TOKEN);
    requireCredentials("eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "the-key");
    environment.put("AWS_SECRET_ACCESS_KEY", "the-secret");
    requireCredentials("eu-west-1");
  }

  @Test
  void aTokenFileOfARoleStandsNotInTheWayOfKeys() {
    environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", "/no/such/token");
    environment.put("AWS_ACCESS_KEY_ID", "the-key");
    environment.put("AWS_SECRET_ACCESS_KEY", "the-secret");
    requireCredentials("eu-west-1");
  }

  @Test
  void aTokenFileNeedsItsRole() {
    environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", "/no/such/token");
    assertThatThrownBy(() -> requireCredentials("eu-west-1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "of AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE only one is set; set both, or neither");
  }

  @Test
  void podIdentityThatRefusesIsNamedWithWhatItSaid() throws IOException {
    podIdentity(identity.credentialsUri(), "another token");
    assertThatThrownBy(() -> requireCredentials("eu-west-1"))
        .isInstanceOf(SdkClientException.class)
        .hasMessageStartingWith(
            "no AWS credentials from Pod Identity (AWS_CONTAINER_CREDENTIALS_FULL_URI=%s): ",
            identity.credentialsUri())
        .hasMessageContaining("no association")
        .hasMessageEndingWith(
            "; check that the service account has an association and that the agent runs on the"
                + " node");
  }

  @Test
  void podIdentityThatDoesNotAnswerIsNamed() throws IOException {
    int unused;
    try (ServerSocket socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    podIdentity("http://127.0.0.1:" + unused + "/v1/credentials", FakeIdentity.TOKEN);
    assertThatThrownBy(() -> requireCredentials("eu-west-1"))
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("http://127.0.0.1:" + unused);
  }

  @Test
  void aProfileThatIsNotThereIsNamed() {
    environment.put("AWS_PROFILE", "no-such-profile");
    assertThatThrownBy(() -> requireCredentials("eu-west-1"))
        .isInstanceOf(SdkClientException.class)
        .hasMessageStartingWith(
            "no AWS credentials from the profile (AWS_PROFILE=no-such-profile): ");
  }

  private void requireCredentials(String region) {
    try (AwsClients clients = new AwsClients(environment, region)) {
      clients.requireCredentials();
    }
  }

  private void serviceAccount(String token) throws IOException {
    environment.put("AWS_ROLE_ARN", FakeIdentity.ROLE);
    environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", tokenFile(token));
  }

  private void podIdentity(String uri, String token) throws IOException {
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri);
    System.setProperty(PROPERTIES_OF_POD_IDENTITY.get(0), uri);
    System.setProperty(PROPERTIES_OF_POD_IDENTITY.get(1), tokenFile(token));
  }

  private String tokenFile(String token) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "token", ""), token).toString();
  }
}
