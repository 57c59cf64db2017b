package com.ibm.weather.airlytics.jobs.aggregate.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.WithoutExpectContinue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket as a client sees it, and as the folder it is. */
record Bucket(S3Client s3, String name, Path folder) {

  static S3Client client(LocalS3 server) {
    return S3Client.builder()
        .endpointOverride(server.endpoint())
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "thing")))
        .httpClient(UrlConnectionHttpClient.create())
        .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
        .overrideConfiguration(
            override -> override.addExecutionInterceptor(new WithoutExpectContinue()))
        .build();
  }

  static Bucket create(LocalS3 server, S3Client s3, String name) {
    server.createBucket(name);
    return new Bucket(s3, name, server.objects().resolve(name));
  }

  void put(String key, String content) {
    s3.putObject(put -> put.bucket(name).key(key), RequestBody.fromString(content));
  }

  String get(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(name).key(key)).asString(UTF_8);
  }

  /** Writes the object's file around the server. */
  Path write(String key, String content) throws IOException {
    Path file = folder.resolve(key);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  List<String> keys(String prefix) {
    return s3.listObjectsV2Paginator(list -> list.bucket(name).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }
}
