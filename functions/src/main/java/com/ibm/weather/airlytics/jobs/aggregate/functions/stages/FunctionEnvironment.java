package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockCredentials;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockSecret;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationSource;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.UriConfigurationSource;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.WithoutExpectContinue;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What a Lambda function is given by its environment: made once, when it is first needed. */
final class FunctionEnvironment {

  /** The variable that says where configurations are; see {@link UriConfigurationSource}. */
  static final String CONFIGURATION_URI = "AIRLYTICS_CONFIGURATION_URI";

  /** The variable with CloudWatch's namespace for metrics; not set: no metrics. */
  static final String METRICS_NAMESPACE = "AIRLYTICS_METRICS_NAMESPACE";

  /** The variable with the ARN of an {@link AirlockSecret}; not set: no authentication. */
  static final String AIRLOCK_SECRET_ARN = "AIRLOCK_SECRET_ARN";

  /** Where Lambda puts a role's credentials: no need to load what looks for them elsewhere. */
  private static final AwsCredentialsProvider CREDENTIALS =
      EnvironmentVariableCredentialsProvider.create();

  private static final class Holder {
    static final DataLake DATA_LAKE =
        new DataLake(
            S3Client.builder()
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(
                    override -> override.addExecutionInterceptor(new WithoutExpectContinue()))
                .build());
  }

  /** Apart from the data lake, since only who finds an attempt that did not end asks Athena. */
  private static final class AthenaHolder {
    static final AthenaClient ATHENA =
        AthenaClient.builder()
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  private FunctionEnvironment() {}

  static DataLake dataLake() {
    return Holder.DATA_LAKE;
  }

  static EarlierQueries earlierQueries() {
    return new EarlierQueries(() -> AthenaHolder.ATHENA);
  }

  static ConfigurationSource configurations() {
    String uri =
        variable(CONFIGURATION_URI)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        CONFIGURATION_URI
                            + " is not set; write where the configurations are, for example"
                            + " s3://my-bucket/{environment}/{aggregation}.json"));
    return new UriConfigurationSource(uri, FunctionEnvironment::dataLake);
  }

  static Map<String, String> variables() {
    return System.getenv();
  }

  /** Airlock's credentials, read anew each time. */
  static Supplier<Optional<AirlockCredentials>> airlockCredentials() {
    Optional<AirlockSecret> secret =
        variable(AIRLOCK_SECRET_ARN).map(arn -> new AirlockSecret(secretsManager(), arn));
    return () -> secret.map(AirlockSecret::read);
  }

  static StageMetrics metrics() {
    return new StageMetrics(variable(METRICS_NAMESPACE), Clock.systemUTC(), System.out);
  }

  private static SecretsManagerClient secretsManager() {
    return SecretsManagerClient.builder()
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
