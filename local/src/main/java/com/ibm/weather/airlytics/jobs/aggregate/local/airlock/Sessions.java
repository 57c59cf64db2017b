package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Credentials;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Permission;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Session tokens: JSON Web Tokens, valid for an hour, signed with a secret that lives as long as
 * the server.
 */
final class Sessions {

  private static final Duration VALIDITY = Duration.ofMinutes(60);
  private static final String ALGORITHM = "HmacSHA256";

  private final Optional<Credentials> credentials;
  private final Clock clock;
  private final SecretKeySpec secret;

  Sessions(Optional<Credentials> credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.secret = new SecretKeySpec(random, ALGORITHM);
  }

  /** A token for the key and password in the body. */
  String start(String body) {
    JsonNode given = parse(body);
    for (String field : List.of("key", "keyPassword")) {
      if (given.path(field).asText("").isEmpty()) {
        throw new RequestRefused(401, "The " + field + " is missing");
      }
    }
    Credentials expected = credentials.orElseThrow(Sessions::withoutAuthentication);
    if (!expected.key().equals(given.path("key").asText())
        || !expected.password().equals(given.path("keyPassword").asText())) {
      throw new RequestRefused(400, "Wrong key or password");
    }
    return issue();
  }

  /** A new token for the session of a valid one. */
  String extend(Optional<String> token) {
    if (credentials.isEmpty()) {
      throw withoutAuthentication();
    }
    requireValid(token);
    return issue();
  }

  /** Lets a request in only with a valid token and the permission; without credentials, always. */
  void require(Optional<String> token, Permission permission) {
    if (credentials.isEmpty()) {
      return;
    }
    requireValid(token);
    if (!credentials.get().permissions().contains(permission)) {
      throw new RequestRefused(401, "The key lacks the permission " + permission);
    }
  }

  private void requireValid(Optional<String> token) {
    if (token.filter(this::isValid).isEmpty()) {
      throw new RequestRefused(
          401, token.isEmpty() ? "The sessionToken header is missing" : "Invalid session token");
    }
  }

  private static RequestRefused withoutAuthentication() {
    return new RequestRefused(400, "This server runs without authentication");
  }

  private String issue() {
    long now = clock.instant().getEpochSecond();
    String content =
        encode(Json.write(Map.of("alg", "HS256", "typ", "JWT")))
            + "."
            + encode(Json.write(Map.of("iat", now, "exp", now + VALIDITY.toSeconds())));
    return content + "." + sign(content);
  }

  private boolean isValid(String token) {
    int dot = token.lastIndexOf('.');
    if (dot < 0) {
      return false;
    }
    String content = token.substring(0, dot);
    if (!MessageDigest.isEqual(
        sign(content).getBytes(UTF_8), token.substring(dot + 1).getBytes(UTF_8))) {
      return false;
    }
    byte[] claims = Base64.getUrlDecoder().decode(content.substring(content.indexOf('.') + 1));
    return parse(new String(claims, UTF_8)).path("exp").asLong() > clock.instant().getEpochSecond();
  }

  private String sign(String content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime lacks " + ALGORITHM, e);
    }
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  private static JsonNode parse(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new RequestRefused(400, "Not JSON: " + e.getOriginalMessage());
    }
  }
}
