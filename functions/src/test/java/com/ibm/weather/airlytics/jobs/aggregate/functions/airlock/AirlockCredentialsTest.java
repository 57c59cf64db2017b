package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AirlockCredentialsTest {

  @Test
  void areReadFromTheEnvironment() {
    assertThat(
            AirlockCredentials.of(Map.of("AIRLOCK_KEY", "a key", "AIRLOCK_PASSWORD", "a password")))
        .contains(new AirlockCredentials("a key", "a password"));
  }

  @Test
  void areNotNeededForAServerWithoutAuthentication() {
    assertThat(AirlockCredentials.of(Map.of())).isEmpty();
    assertThat(AirlockCredentials.of(Map.of("AIRLOCK_KEY", "", "AIRLOCK_PASSWORD", ""))).isEmpty();
  }

  @Test
  void areRefusedWhenOnlyOneIsSet() {
    assertThatThrownBy(() -> AirlockCredentials.of(Map.of("AIRLOCK_KEY", "a key")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("AIRLOCK_KEY is set but AIRLOCK_PASSWORD is not")
        .hasMessageNotContaining("a key");
    assertThatThrownBy(
            () -> AirlockCredentials.of(Map.of("AIRLOCK_KEY", "", "AIRLOCK_PASSWORD", "secret")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("AIRLOCK_PASSWORD is set but AIRLOCK_KEY is not")
        .hasMessageNotContaining("secret");
  }

  @Test
  void areNeverPrinted() {
    assertThat(new AirlockCredentials("a key", "a password")).hasToString("AirlockCredentials");
  }
}
