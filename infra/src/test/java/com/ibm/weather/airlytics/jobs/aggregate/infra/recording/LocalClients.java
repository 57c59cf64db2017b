package com.ibm.weather.airlytics.jobs.aggregate.infra.recording;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.WithoutExpectContinue;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Pseudo;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients of the embedded services, each with somebody who listens to its requests. */
final class LocalClients {

  private LocalClients() {}

  static S3Client s3(URI endpoint, ExecutionInterceptor listener) {
    return at(
            endpoint,
            S3Client.builder()
                .forcePathStyle(true)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false)),
            listener)
        .build();
  }

  static AthenaClient athena(URI endpoint, ExecutionInterceptor listener) {
    return at(endpoint, AthenaClient.builder(), listener).build();
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B at(
      URI endpoint, B builder, ExecutionInterceptor listener) {
    return builder
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .endpointOverride(endpoint)
        .region(Region.of(Pseudo.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(
            override ->
                override
                    .addExecutionInterceptor(new WithoutExpectContinue())
                    .addExecutionInterceptor(listener));
  }
}
