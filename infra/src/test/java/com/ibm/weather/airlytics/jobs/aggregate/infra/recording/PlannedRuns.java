package com.ibm.weather.airlytics.jobs.aggregate.infra.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.UriConfigurationSource;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.CheckLastDayHandler;
import com.ibm.weather.airlytics.jobs.aggregate.local.s3.LocalS3;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.services.s3.S3Client;

/** The runs that CheckLastDay plans in an installation where nothing was done yet. */
public final class PlannedRuns implements AutoCloseable {

  private static final String S3_SCHEME = "s3://";

  private final TemporaryFolder folder = TemporaryFolder.create();
  private final LocalS3 server;
  private final S3Client s3;
  private final CheckLastDayHandler function;

  /**
   * Starts the installation.
   *
   * @param configurationUri as the function's environment has it
   */
  public PlannedRuns(String configurationUri) {
    try {
      server = LocalS3.start(0, folder.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    s3 = LocalClients.s3(server.endpoint(), new CallRecorder());
    DataLake dataLake = new DataLake(s3);
    function =
        new CheckLastDayHandler(
            dataLake,
            new UriConfigurationSource(configurationUri, () -> dataLake),
            new EarlierQueries(
                () -> {
                  throw new IllegalStateException("a run that is only planned takes no lease over");
                }));
  }

  /** Puts the sample's configuration at a URI without placeholders. */
  public void configure(String uri) {
    ObjectNode configuration = SampleInstallation.documentedConfiguration();
    server.createBucket(configuration.path("targetS3Bucket").asText());
    Path file = folder.path().resolve(uri.substring(S3_SCHEME.length()));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, configuration.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The run that is planned for an execution input; asked for as the state machine asks.
   *
   * @throws com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException when the
   *     function refuses the input
   */
  public JsonNode plannedFor(JsonNode input) {
    ObjectNode request =
        Json.MAPPER
            .createObjectNode()
            .put("phase", "prepare")
            .put("executionName", "a-run")
            .put("startTime", "2021-06-30T03:04:05.678Z")
            .put("workGroup", "primary")
            .set("input", input);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      function.handleRequest(
          new ByteArrayInputStream(request.toString().getBytes(StandardCharsets.UTF_8)),
          output,
          null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Json.tree(output.toString(StandardCharsets.UTF_8), "the answer").at("/plan/run");
  }

  @Override
  public void close() {
    s3.close();
    server.close();
    folder.close();
  }
}
