package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/**
 * Airlock's credentials in AWS Secrets Manager: a secret whose text is {@code {"key": "...",
 * "password": "..."}}. No exception quotes that text, in its message or as its cause.
 */
public final class AirlockSecret {

  private static final String FORM =
      "store the text {\"key\": \"...\", \"password\": \"...\"} in it";

  /** What helps against the errors that do not pass, by Secrets Manager's error codes. */
  private static final Map<String, String> WAYS_OUT =
      Map.of(
          "ResourceNotFoundException", "create it, or name another in AIRLOCK_SECRET_ARN",
          "InvalidRequestException", "restore it if it is to be deleted, and give it a value",
          "InvalidParameterException", "write a secret's ARN into AIRLOCK_SECRET_ARN",
          "ValidationException", "write a secret's ARN into AIRLOCK_SECRET_ARN",
          "AccessDeniedException",
              "allow secretsmanager:GetSecretValue on it, kms:Decrypt on its key",
          "DecryptionFailure", "allow kms:Decrypt on its key, and see that the key is enabled");

  private final SecretsManagerClient client;
  private final String arn;

  /**
   * A secret, which is not read yet.
   *
   * @param arn the secret's ARN
   */
  public AirlockSecret(SecretsManagerClient client, String arn) {
    this.client = client;
    this.arn = arn;
  }

  /**
   * Reads the secret as it is now.
   *
   * @throws InvalidInputException when it is not there, must not be read or is not of this form
   * @throws software.amazon.awssdk.core.exception.SdkException when Secrets Manager does not answer
   *     and trying again may help
   */
  public AirlockCredentials read() {
    String text = text().orElseThrow(() -> refused("is binary", FORM));
    JsonNode json = json(text);
    if (!json.isObject()) {
      throw refused("is not a JSON object", FORM);
    }
    List<String> missing =
        Stream.of("key", "password").filter(name -> !isText(json.path(name))).toList();
    if (!missing.isEmpty()) {
      throw refused("has no text as its " + String.join(" and ", missing), FORM);
    }
    return new AirlockCredentials(json.path("key").textValue(), json.path("password").textValue());
  }

  private Optional<String> text() {
    try {
      return Optional.ofNullable(
          client.getSecretValue(request -> request.secretId(arn)).secretString());
    } catch (SecretsManagerException e) {
      AwsErrorDetails error = // none when a proxy answered
          Optional.ofNullable(e.awsErrorDetails())
              .filter(details -> details.errorCode() != null)
              .filter(details -> WAYS_OUT.containsKey(details.errorCode()))
              .orElseThrow(() -> e);
      throw refused(
          "cannot be read (%s: %s)".formatted(error.errorCode(), error.errorMessage()),
          WAYS_OUT.get(error.errorCode()));
    }
  }

  /** Drops the parser's exception, since that quotes what it does not understand. */
  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return Json.MAPPER.missingNode();
    }
  }

  private static boolean isText(JsonNode value) {
    return value.isTextual() && !value.textValue().isBlank();
  }

  private InvalidInputException refused(String what, String wayOut) {
    return new InvalidInputException("Airlock's secret %s %s; %s".formatted(arn, what, wayOut));
  }
}
