package com.ibm.weather.airlytics.jobs.aggregate.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Configurations;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeAws;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How a pod gets at AWS. The SDK reads what it needs for Pod Identity and instances from the
 * environment of its process, so those jobs are processes.
 */
class AwsAccessTest {

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private FakeAws aws;
  private FakeIdentity identity;

  @BeforeEach
  void start() throws Exception {
    aws = new FakeAws().object("configurations/LTV.json", Configurations.valid().toString());
    identity = new FakeIdentity();
    environment.putAll(CommandFixture.environment(aws));
    environment.keySet().removeAll(List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("HOME", folder.toString());
  }

  @AfterEach
  void stop() {
    aws.close();
    identity.close();
  }

  @Test
  void takesTheRoleOfTheServiceAccount() throws Exception {
    environment.put("AWS_ROLE_ARN", FakeIdentity.ROLE);
    environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", token(FakeIdentity.TOKEN));
    environment.put("AWS_ENDPOINT_URL_STS", identity.endpoint());
    EventAggregatorCommand.run(environment, "--stage", "CheckLastDay");
    assertThatTheRoleSigned();
  }

  @Test
  void takesTheRoleThatPodIdentityGives() throws Exception {
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", identity.credentialsUri());
    environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token(FakeIdentity.TOKEN));
    runInAProcess();
    assertThatTheRoleSigned();
  }

  @Test
  void takesTheRoleOfTheInstance() throws Exception {
    environment.remove("AWS_EC2_METADATA_DISABLED");
    environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", identity.endpoint());
    runInAProcess();
    assertThatTheRoleSigned();
  }

  @Test
  void saysOnceWhichWaysThereAreWhenThereAreNoCredentials() throws Exception {
    Path file = Files.writeString(folder.resolve("LTV.json"), Configurations.valid().toString());
    environment.put("AIRLYTICS_CONFIGURATION_URI", "file:" + file);
    try (JobProcess job = JobProcess.start(folder.resolve("log"), environment)) {
      assertThat(job.exitCode()).isEqualTo(2);
      assertThat(job.lines())
          .singleElement()
          .asString()
          .contains("no AWS credentials. Tried: AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY; ")
          .contains("AWS_WEB_IDENTITY_TOKEN_FILE", "Pod Identity", "an instance role. On EKS, ")
          .contains("eks.amazonaws.com/role-arn");
    }
    assertThat(aws.requests()).isEmpty();
  }

  private void runInAProcess() throws Exception {
    try (JobProcess job =
        JobProcess.start(folder.resolve("log"), environment, "--stage", "CheckLastDay")) {
      assertThat(job.exitCode()).as("exit code of %s", job.lines()).isEqualTo(0);
    }
  }

  private void assertThatTheRoleSigned() {
    assertThat(aws.requests())
        .extracting(FakeAws.Request::operation)
        .contains("GET /configurations/LTV.json", "StartQueryExecution");
    assertThat(aws.requests())
        .extracting(FakeAws.Request::headers)
        .allSatisfy(
            headers ->
                assertThat(headers)
                    .hasEntrySatisfying(
                        "Authorization",
                        value -> assertThat(value).contains("Credential=" + FakeIdentity.KEY))
                    .containsEntry("X-amz-security-token", FakeIdentity.SESSION_TOKEN));
  }

  private String token(String text) throws Exception {
    return Files.writeString(Files.createTempFile(folder, "token", ""), text).toString();
  }
}
