package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What becomes of a conditional request that S3 refuses for a reason of its own. */
@ExtendWith(S3Server.class)
class DataLakeCreateTest {

  private static final String KEY = "aggregations/ltv/_LEASE";
  private static final SharedObject.State SEEN =
      new SharedObject.State("run-0", "\"tag\"", Duration.ZERO);

  @Test
  void aConflictIsTriedAgain() throws IOException {
    assertThat(createWhere(409, 409, 409, 409, 200)).isTrue();
    assertThat(createWhere(409, 412, 200)).isFalse();
  }

  @Test
  void aConflictThatDoesNotEndIsAnError() {
    assertThatThrownBy(() -> createWhere(409, 409, 409, 409, 409))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(409));
  }

  @Test
  void aBucketThatIsNotThereIsAnError(Bucket bucket) {
    assertThatThrownBy(() -> bucket.dataLake().create("no-such-bucket", KEY, "run-1"))
        .isInstanceOf(S3Exception.class);
  }

  @Test
  void aConflictOfAReplacementOrADeletionIsTriedAgainToo() throws IOException {
    assertThat(where(lake -> lake.shared("bucket", KEY).replace(SEEN, "run-1"), 409, 200)).isTrue();
    assertThat(where(lake -> lake.shared("bucket", KEY).replace(SEEN, "run-1"), 409, 404, 404))
        .isFalse();
    assertThat(where(lake -> lake.shared("bucket", KEY).delete(SEEN), 409, 204)).isTrue();
    assertThatThrownBy(
            () -> where(lake -> lake.shared("bucket", KEY).delete(SEEN), 409, 409, 409, 409, 409))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(409));
  }

  private static boolean createWhere(Integer... statuses) throws IOException {
    return where(lake -> lake.create("bucket", KEY, "run-1"), statuses);
  }

  /** Does something on a server that answers with these statuses, and no more than these. */
  private static boolean where(Predicate<DataLake> request, Integer... statuses)
      throws IOException {
    Queue<Integer> answers = new ConcurrentLinkedQueue<>(List.of(statuses));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean conditional =
              exchange.getRequestMethod().equals("GET")
                  || "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
                  || SEEN.eTag().equals(exchange.getRequestHeaders().getFirst("If-Match"));
          exchange.sendResponseHeaders(conditional ? answers.remove() : 400, -1);
          exchange.close();
        });
    server.start();
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      boolean done = request.test(new DataLake(client));
      assertThat(answers).isEmpty();
      return done;
    } finally {
      server.stop(0);
    }
  }
}
