package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockCredentials;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationSource;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.UriConfigurationSource;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.WithoutExpectContinue;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What a Lambda function is given by its environment: made once, when it is first needed. */
final class FunctionEnvironment {

  /** The variable that says where configurations are; see {@link UriConfigurationSource}. */
  static final String CONFIGURATION_URI = "AIRLYTICS_CONFIGURATION_URI";

  private static final class Holder {
    static final DataLake DATA_LAKE =
        new DataLake(
            S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(
                    override -> override.addExecutionInterceptor(new WithoutExpectContinue()))
                .build());
  }

  private FunctionEnvironment() {}

  static DataLake dataLake() {
    return Holder.DATA_LAKE;
  }

  static ConfigurationSource configurations() {
    String uri =
        Optional.ofNullable(System.getenv(CONFIGURATION_URI))
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        CONFIGURATION_URI
                            + " is not set; write where the configurations are, for example"
                            + " s3://my-bucket/{environment}/{aggregation}.json"));
    return new UriConfigurationSource(uri, FunctionEnvironment::dataLake);
  }

  static Optional<AirlockCredentials> airlockCredentials() {
    return AirlockCredentials.of(System.getenv());
  }
}
