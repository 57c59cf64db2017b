package com.ibm.weather.airlytics.jobs.aggregate.infra.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A resource of a stack.
 *
 * @param id its logical id
 * @param type for example {@code AWS::IAM::Role}
 * @param properties its properties, resolved
 */
public record Resource(String id, String type, JsonNode properties) {

  /** A property by its path, for example {@code /Target/Arn}; empty text when it is not there. */
  public String text(String path) {
    return properties.at(path).asText();
  }

  /** The texts of an array, or the one text that stands in its place. */
  public static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
