package com.ibm.weather.airlytics.jobs.aggregate.container.fakes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The services from which a pod gets credentials, all of which hand out one key: STS for IAM roles
 * for service accounts and the agent of Pod Identity, which want the pod's token, and the metadata
 * service of an instance.
 */
public final class FakeIdentity implements AutoCloseable {

  public static final String TOKEN = "the.pods.token";
  public static final String ROLE = "arn:aws:iam::123456789012:role/event-aggregator";
  public static final String KEY = "ASIAOFTHEROLE";
  public static final String SESSION_TOKEN = "the-session-token";

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private static final String CREDENTIALS =
      """
      {"Code": "Success", "AccessKeyId": "%s", "SecretAccessKey": "secret", "Token": "%s", "Expiration": "%s"}
      """;
  private static final String ASSUMED_ROLE =
      """
      <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <AssumeRoleWithWebIdentityResult>
          <Credentials>
            <AccessKeyId>%s</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
            <SessionToken>%s</SessionToken><Expiration>%s</Expiration>
          </Credentials>
          <AssumedRoleUser>
            <Arn>arn:aws:sts::123456789012:assumed-role/event-aggregator/session</Arn>
            <AssumedRoleId>AROA:session</AssumedRoleId>
          </AssumedRoleUser>
        </AssumeRoleWithWebIdentityResult>
      </AssumeRoleWithWebIdentityResponse>
      """;
  private static final String IDENTITY_PROVIDER_IS_AWAY =
      """
      <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
      <Code>IDPCommunicationError</Code><Message>Timeout calling the provider</Message>
      </Error></ErrorResponse>
      """;
  private static final String ACCESS_DENIED =
      """
      <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
      <Code>AccessDenied</Code>
      <Message>Not authorized to perform sts:AssumeRoleWithWebIdentity</Message>
      </Error></ErrorResponse>
      """;

  private final HttpServer server;
  private final AtomicInteger unanswered = new AtomicInteger();

  public FakeIdentity() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::assumeRole);
    server.createContext("/v1/credentials", this::podIdentity);
    server.createContext("/latest/", this::instance);
    server.start();
  }

  /** The endpoint of STS and of the metadata service. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public String credentialsUri() {
    return endpoint() + "/v1/credentials";
  }

  /** STS cannot reach the cluster's identity provider, a number of times. */
  public FakeIdentity failing(int times) {
    unanswered.set(times);
    return this;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void assumeRole(HttpExchange exchange) throws IOException {
    String form =
        URLDecoder.decode(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            StandardCharsets.UTF_8);
    boolean allowed =
        form.contains("Action=AssumeRoleWithWebIdentity")
            && form.contains("RoleArn=" + ROLE)
            && form.contains("WebIdentityToken=" + TOKEN);
    if (unanswered.getAndDecrement() > 0) {
      answer(exchange, BAD_REQUEST, IDENTITY_PROVIDER_IS_AWAY);
    } else {
      answer(exchange, allowed ? OK : FORBIDDEN, allowed ? ASSUMED_ROLE : ACCESS_DENIED);
    }
  }

  private void podIdentity(HttpExchange exchange) throws IOException {
    boolean allowed = TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    answer(
        exchange,
        allowed ? OK : FORBIDDEN,
        allowed ? CREDENTIALS : "{\"message\": \"no association\"}");
  }

  private void instance(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/latest/api/token" -> {
        exchange.getResponseHeaders().add("x-aws-ec2-metadata-token-ttl-seconds", "21600");
        answer(exchange, OK, TOKEN);
      }
      case "/latest/meta-data/iam/security-credentials/" -> answer(exchange, OK, "the-role");
      case "/latest/meta-data/iam/security-credentials/the-role" ->
          answer(exchange, OK, CREDENTIALS);
      default -> answer(exchange, NOT_FOUND, "");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    Instant expiration = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    byte[] bytes = text.formatted(KEY, SESSION_TOKEN, expiration).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
