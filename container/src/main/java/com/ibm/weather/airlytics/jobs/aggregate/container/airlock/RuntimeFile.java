package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A runtime file that was downloaded.
 *
 * @param url where it came from
 * @param text its text
 */
record RuntimeFile(URI url, String text) {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * Reads a file's bytes.
   *
   * @throws InvalidInputException when they are not UTF-8, as those of an encrypted file
   */
  static RuntimeFile of(URI url, ByteBuffer bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return new RuntimeFile(url, withoutByteOrderMark(text));
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(
          url
              + " is not UTF-8 text: it is encrypted, and the season's encryption must be off for"
              + " this job, or damaged, and Airlock writes it anew when a feature is saved",
          e);
    }
  }

  static String withoutByteOrderMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
  }

  /**
   * The file as a JSON object.
   *
   * @throws InvalidInputException when it is not one
   */
  JsonNode json() {
    JsonNode json;
    try {
      json = Json.tree(text, url.toString());
    } catch (InvalidInputException e) {
      if (text.isBlank() || e.getCause() instanceof JsonEOFException) {
        throw cutOff(e);
      }
      throw new InvalidInputException(
          "%s; it begins with: %s".formatted(e.getMessage(), Excerpt.of(text)), e);
    }
    if (!json.path("root").isObject()) {
      throw new InvalidInputException(
          url + " has no root with features: it is not one of Airlock's runtime files");
    }
    return json;
  }

  private InvalidInputException cutOff(InvalidInputException cause) {
    return new InvalidInputException(
        "%s is cut off after %,d characters; have Airlock write it anew, by saving a feature"
            .formatted(url, text.length()),
        cause);
  }
}
