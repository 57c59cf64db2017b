package com.ibm.weather.airlytics.jobs.aggregate.infra.localstack;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.WithoutExpectContinue;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * AWS clients of a LocalStack.
 *
 * @param endpoint where all its services are
 */
record LocalStackClients(URI endpoint) {

  S3Client s3() {
    return configure(S3Client.builder())
        .forcePathStyle(true)
        .overrideConfiguration(
            override -> override.addExecutionInterceptor(new WithoutExpectContinue()))
        .build();
  }

  SfnClient stepFunctions() {
    return configure(SfnClient.builder()).build();
  }

  LambdaClient lambda() {
    return configure(LambdaClient.builder()).build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
      B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClient(UrlConnectionHttpClient.create());
  }
}
