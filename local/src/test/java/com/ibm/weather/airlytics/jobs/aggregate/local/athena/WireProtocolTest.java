package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireProtocolTest {

  @TempDir private static Path folder;
  private static AthenaTestBed bed;

  @BeforeAll
  static void start() {
    bed = AthenaTestBed.in(folder);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  private static HttpResponse<String> post(String target, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(bed.endpoint())
            .header("X-Amz-Target", target)
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static void assertInvalid(HttpResponse<String> response, String finding) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("\"__type\":\"InvalidRequestException\"")
        .contains(finding);
  }

  @Test
  void anAnswerHasTheProtocolsContentTypeAndARequestId() throws Exception {
    HttpResponse<String> response = post("AmazonAthena.ListQueryExecutions", "{}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/x-amz-json-1.1");
    assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
    assertThat(response.body()).isEqualTo("{\"QueryExecutionIds\":[]}");
  }

  @Test
  void aPortThatIsTakenIsRefusedByNumber() {
    LocalAthenaOptions options =
        LocalAthenaOptions.of(bed.objects(), folder.resolve("other"))
            .withPort(bed.endpoint().getPort());

    assertThatThrownBy(() -> LocalAthena.start(options))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("port " + bed.endpoint().getPort());
  }

  @Test
  void anUnknownOperationIsRefusedByName() throws Exception {
    assertInvalid(
        post("AmazonAthena.CreateNotebook", "{}"),
        "The operation AmazonAthena.CreateNotebook is not supported here");
    assertInvalid(post("DynamoDB_20120810.ListTables", "{}"), "X-Amz-Target");
  }

  @Test
  void aRequestThatIsNotAJsonObjectIsRefused() throws Exception {
    assertInvalid(post("AmazonAthena.GetQueryExecution", "{"), "not JSON");
    assertInvalid(post("AmazonAthena.GetQueryExecution", "[]"), "not a JSON object");
    assertInvalid(post("AmazonAthena.GetQueryExecution", ""), "not a JSON object");
  }

  @Test
  void aRequestWithoutARequiredMemberNamesIt() throws Exception {
    assertInvalid(post("AmazonAthena.StartQueryExecution", "{}"), "QueryString");
    assertInvalid(
        post("AmazonAthena.GetQueryExecution", "{\"QueryExecutionId\":1}"), "QueryExecutionId");
    assertInvalid(post("AmazonAthena.BatchGetQueryExecution", "{}"), "QueryExecutionIds");
    for (int size : new int[] {0, 51}) {
      String ids = String.join(",", Collections.nCopies(size, "\"id\""));
      assertInvalid(
          post(
              "AmazonAthena.BatchGetQueryExecution", "{\"QueryExecutionIds\":[%s]}".formatted(ids)),
          "QueryExecutionIds");
    }
  }

  @Test
  void anUnknownExecutionIsRefusedWithItsId() throws Exception {
    assertInvalid(
        post("AmazonAthena.GetQueryExecution", "{\"QueryExecutionId\":\"gone\"}"),
        "QueryExecution gone was not found");
  }

  @Test
  void aRequestBeyondTheLimitIsRefused() throws Exception {
    assertInvalid(
        post(
            "AmazonAthena.StartQueryExecution",
            "{\"QueryString\":\"" + "x".repeat(1 << 20) + "\"}"),
        "longer than");
    assertInvalid(
        post(
            "AmazonAthena.StartQueryExecution",
            "{\"QueryString\":\"" + "x".repeat(300_000) + "\"}"),
        "QueryString");
  }

  @Test
  void executionParametersAreRefused() throws Exception {
    assertInvalid(
        post(
            "AmazonAthena.StartQueryExecution",
            "{\"QueryString\":\"SELECT ?\",\"ExecutionParameters\":[\"1\"]}"),
        "ExecutionParameters are not supported here");
  }
}
