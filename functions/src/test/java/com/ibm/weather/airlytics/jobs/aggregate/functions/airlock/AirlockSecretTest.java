package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.SecretsServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

class AirlockSecretTest {

  private static final String ARN =
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:airlock-AbCdEf";
  private static final String FORM =
      "; store the text {\"key\": \"...\", \"password\": \"...\"} in it";

  private SecretsServer server;
  private AirlockSecret secret;

  @BeforeEach
  void start() throws IOException {
    server = SecretsServer.start();
    secret = new AirlockSecret(server.client(), ARN);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void holdsTheKeyAndThePassword() {
    server.store(ARN, "{\"key\": \"a key\", \"password\": \"a \\\"password\\\"\"}");

    assertThat(secret.read()).isEqualTo(new AirlockCredentials("a key", "a \"password\""));
  }

  @Test
  void mayHoldMoreThanThat() {
    server.store(ARN, "{\"key\": \"a key\", \"password\": \"a password\", \"owner\": \"us\"}");

    assertThat(secret.read()).isEqualTo(new AirlockCredentials("a key", "a password"));
  }

  @Test
  void isReadAnewEachTimeSinceItMayHaveBeenRotated() {
    server.store(ARN, "{\"key\": \"a key\", \"password\": \"old\"}");
    secret.read();
    server.store(ARN, "{\"key\": \"a key\", \"password\": \"new\"}");

    assertThat(secret.read().password()).isEqualTo("new");
    assertThat(server.reads()).containsExactly(ARN, ARN);
  }

  @Test
  void isNotReadBeforeItIsNeeded() {
    assertThat(server.reads()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"key": "a key"}                       | has no text as its password
          {"key": "hunter2", "password": ""}     | has no text as its password
          {"key": "  ", "password": "hunter2"}   | has no text as its key
          {"key": 5, "password": ["hunter2"]}    | has no text as its key and password
          {"hunter2": "hunter2"}                 | has no text as its key and password
          {}                                     | has no text as its key and password
          "hunter2"                              | is not a JSON object
          [{"key": "a", "password": "hunter2"}]  | is not a JSON object
          null                                   | is not a JSON object
          hunter2                                | is not a JSON object
          hunter2:hunter2                        | is not a JSON object
          {"key": "hunter2" "password": "b"}     | is not a JSON object
          {"key": hunter2, "password": "b"}      | is not a JSON object
          {"key": "hunter2", "key": "hunter2"}   | is not a JSON object
          {"key": "a", "password": "b"} hunter2  | is not a JSON object
          {"key": "a", "password": "hunter2      | is not a JSON object
          """)
  void ofAnotherFormIsRefusedAndNeverQuoted(String text, String problem) {
    server.store(ARN, text);

    refuses(problem + FORM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void withoutAnyTextIsRefused(String text) {
    server.store(ARN, text);

    refuses("is not a JSON object" + FORM);
  }

  @Test
  void thatIsBinaryIsRefused() {
    server.storeBinary(ARN, "{\"key\": \"a key\", \"password\": \"hunter2\"}");

    refuses("is binary" + FORM);
  }

  @Test
  void thatIsNotThereIsRefused() {
    refuses(
        "cannot be read (ResourceNotFoundException: Secrets Manager can't find the specified"
            + " secret.); create it, or name another in AIRLOCK_SECRET_ARN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AccessDeniedException     | allow secretsmanager:GetSecretValue on it, kms:Decrypt on its key
          DecryptionFailure         | allow kms:Decrypt on its key, and see that the key is enabled
          InvalidRequestException   | restore it if it is to be deleted, and give it a value
          InvalidParameterException | write a secret's ARN into AIRLOCK_SECRET_ARN
          ValidationException       | write a secret's ARN into AIRLOCK_SECRET_ARN
          """)
  void thatMustNotBeReadIsRefusedWithSecretsManagersReason(String code, String wayOut) {
    server.fail(400, code, "the reason");

    refuses("cannot be read (%s: the reason); %s".formatted(code, wayOut));
  }

  @ParameterizedTest
  @CsvSource({
    "400, ThrottlingException",
    "400, ExpiredTokenException",
    "500, InternalServiceError",
    "503, ServiceUnavailable"
  })
  void whatPassesIsNotTheSecretsFault(int status, String code) {
    server.fail(status, code, "not now");

    assertThatThrownBy(secret::read)
        .isInstanceOf(SecretsManagerException.class)
        .hasMessageContaining("not now");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>Bad gateway</html>"})
  void anErrorThatIsNotSecretsManagersIsNotTheSecretsFault(String body) {
    server.answer(502, body);

    assertThatThrownBy(secret::read).isInstanceOf(SecretsManagerException.class);
  }

  @Test
  void aServerThatIsAwayIsNotTheSecretsFault() {
    server.close();

    assertThatThrownBy(secret::read)
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("Connection refused");
  }

  @Test
  void anAnswerThatIsCutOffIsNotQuoted() {
    server.answer(
        200, "{\"SecretString\": \"{\\\"key\\\": \\\"hunter2\\\", \\\"password\\\": \\\"");

    assertThatThrownBy(secret::read)
        .isInstanceOf(SdkClientException.class)
        .satisfies(AirlockSecretTest::doesNotTell);
  }

  private void refuses(String message) {
    Throwable thrown = catchThrowable(secret::read);
    assertThat(thrown)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Airlock's secret " + ARN + " " + message)
        .hasNoCause();
    doesNotTell(thrown);
  }

  /** All that a log could show of an exception. */
  private static void doesNotTell(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    assertThat(text.toString()).doesNotContain("hunter2");
  }
}
