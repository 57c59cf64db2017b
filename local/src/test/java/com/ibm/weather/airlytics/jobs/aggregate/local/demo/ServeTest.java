package com.ibm.weather.airlytics.jobs.aggregate.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./demo serve} in a process of its own, and the AWS command line as its client. */
class ServeTest {

  private static final int PATIENCE_SECONDS = 60;

  @TempDir private Path folder;

  private final Map<String, String> exported = new HashMap<>();
  private Process serve;

  @BeforeEach
  void startAndReadWhatItPrints() throws IOException {
    serve =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LocalCommand.class.getName(),
                "serve",
                "--folder",
                folder.toString(),
                "--s3-port=0",
                "--athena-port=0",
                "--airlock-port=0",
                "--user-db-port=0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = serve.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.startsWith("Ready")) {
      if (line.startsWith("export ")) {
        String[] variable = line.substring("export ".length()).split("=", 2);
        exported.put(variable[0], variable[1]);
      }
      line = output.readLine();
    }
    assertThat(line).as("the last line of a start").startsWith("Ready");
  }

  @AfterEach
  void endsSoonWhenTold() throws InterruptedException {
    serve.destroy();
    assertThat(serve.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("user-db/data/postmaster.pid")).doesNotExist();
  }

  @Test
  void awsCommandLineLooksAround() throws IOException {
    assumeTrue(isInstalled(), "no aws command here: install the AWS CLI to run this test");
    Path file = Files.writeString(folder.resolve("hello.txt"), "hello");

    s3("mb", "s3://lake");
    s3("cp", file.toString(), "s3://lake/a folder/day=2021-06-01/hello.txt");
    assertThat(s3("ls")).contains("lake");
    assertThat(s3("ls", "--recursive", "s3://lake")).contains("a folder/day=2021-06-01/hello.txt");

    String id =
        athena(
                "start-query-execution",
                "--query-string",
                "SELECT 'x' AS a, 7 AS b",
                "--result-configuration",
                "OutputLocation=s3://lake/results/",
                "--query",
                "QueryExecutionId")
            .replace("\"", "")
            .strip();
    String state;
    do {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      state =
          athena(
              "get-query-execution",
              "--query-execution-id",
              id,
              "--query",
              "QueryExecution.Status.State");
    } while (state.contains("QUEUED") || state.contains("RUNNING"));
    assertThat(state).contains("SUCCEEDED");
    String results =
        athena(
            "get-query-results", "--query-execution-id", id, "--query", "ResultSet.Rows[1].Data");
    assertThat(new ObjectMapper().readTree(results).findValuesAsText("VarCharValue"))
        .containsExactly("x", "7");
    assertThat(s3("cp", "s3://lake/results/" + id + ".csv", "-")).contains("\"x\",\"7\"");
  }

  private String s3(String... arguments) {
    return aws("AWS_ENDPOINT_URL_S3", "s3", arguments);
  }

  private String athena(String... arguments) {
    return aws("AWS_ENDPOINT_URL_ATHENA", "athena", arguments);
  }

  /** Names the endpoint, as a command line that does not know the variables needs it. */
  private String aws(String endpoint, String service, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("aws", "--output", "json", "--endpoint-url", exported.get(endpoint), service));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(exported);
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(command + ": " + output).isZero();
      return output;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean isInstalled() {
    try {
      Process process = new ProcessBuilder("aws", "--version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
