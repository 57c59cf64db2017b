package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A session with Airlock. It is started when it is first needed, extended before its hour is over,
 * and started anew when the server does not know it any more, as after a restart.
 */
final class AirlockSession {

  /** A token is valid for 60 minutes; a request that takes long needs some of them. */
  private static final Duration EXTENDED_AFTER = Duration.ofMinutes(45);

  /** What a header can carry. */
  private static final Pattern TOKEN = Pattern.compile("[!-~]+");

  private static final int UNAUTHORIZED = 401;

  private record Token(String text, Instant since) {}

  private final AirlockHttp http;
  private final Optional<AirlockCredentials> credentials;
  private final Clock clock;
  private Optional<Token> token = Optional.empty();

  /**
   * @param credentials empty for a server without authentication
   */
  AirlockSession(AirlockHttp http, Optional<AirlockCredentials> credentials, Clock clock) {
    this.http = http;
    this.credentials = credentials;
    this.clock = clock;
    credentials.ifPresent(
        given -> {
          http.hide(given.password());
          http.hide(given.key());
        });
  }

  /** The token to send; empty when the server runs without authentication. */
  synchronized Optional<String> token() {
    if (credentials.isEmpty()) {
      return Optional.empty();
    }
    Token current =
        token
            .map(known -> isOld(known) ? extended(known) : known)
            .orElseGet(() -> started(credentials.get()));
    token = Optional.of(current);
    return Optional.of(current.text());
  }

  /** Gives a token up that the server refused; the next one belongs to a new session. */
  synchronized void forget() {
    token = Optional.empty();
  }

  private boolean isOld(Token known) {
    return !clock.instant().isBefore(known.since().plus(EXTENDED_AFTER));
  }

  private Token extended(Token known) {
    try {
      return token(http.get("/admin/authentication/extend", Optional.of(known.text())));
    } catch (AirlockException e) {
      return started(credentials.orElseThrow());
    }
  }

  /** A wrong key is answered with 400: here it is what it is, for callers know other 400s. */
  private Token started(AirlockCredentials credentials) {
    try {
      return token(
          http.postRepeatedly(
              "/admin/authentication/startSessionFromKey",
              Json.MAPPER
                  .createObjectNode()
                  .put("key", credentials.key())
                  .put("keyPassword", credentials.password())));
    } catch (AirlockException e) {
      throw e.mayPass() ? e : new AirlockException(e.getMessage(), UNAUTHORIZED);
    }
  }

  private Token token(String answer) {
    String text = answer.strip();
    if (!TOKEN.matcher(text).matches()) {
      throw new AirlockException(
          "Airlock answered the session's start with something that is no token", UNAUTHORIZED);
    }
    http.hide(text);
    return new Token(text, clock.instant());
  }
}
