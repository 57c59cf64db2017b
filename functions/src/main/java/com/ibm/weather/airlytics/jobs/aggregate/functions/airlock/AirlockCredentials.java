package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.util.Map;
import java.util.Optional;

/**
 * The key of Airlock's admin API and its password. Secret: never printed, never part of the state.
 *
 * @param key the key
 * @param password its password
 */
public record AirlockCredentials(String key, String password) {

  private static final String KEY = "AIRLOCK_KEY";
  private static final String PASSWORD = "AIRLOCK_PASSWORD";

  /**
   * Reads the credentials from environment variables.
   *
   * @return empty when neither is set: the server then runs without authentication
   * @throws InvalidInputException when only one is set
   */
  public static Optional<AirlockCredentials> of(Map<String, String> environment) {
    String key = environment.getOrDefault(KEY, "");
    String password = environment.getOrDefault(PASSWORD, "");
    if (key.isEmpty() != password.isEmpty()) {
      throw new InvalidInputException(
          "%s is set but %s is not; set both, or neither for a server without authentication"
              .formatted(key.isEmpty() ? PASSWORD : KEY, key.isEmpty() ? KEY : PASSWORD));
    }
    return key.isEmpty() ? Optional.empty() : Optional.of(new AirlockCredentials(key, password));
  }

  @Override
  public String toString() {
    return "AirlockCredentials";
  }
}
