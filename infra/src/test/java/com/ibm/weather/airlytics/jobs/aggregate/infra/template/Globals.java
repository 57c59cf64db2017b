package com.ibm.weather.airlytics.jobs.aggregate.infra.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * SAM's globals: defaults for all resources of a type. Mappings are merged, lists are put one after
 * the other, single values give way.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
final class Globals {

  private static final String SERVERLESS = "AWS::Serverless::";

  private Globals() {}

  static JsonNode merge(JsonNode globals, String type, JsonNode properties) {
    JsonNode defaults =
        globals.path(type.startsWith(SERVERLESS) ? type.substring(SERVERLESS.length()) : "");
    return defaults.isMissingNode() ? properties : merged(defaults, properties);
  }

  private static JsonNode merged(JsonNode defaults, JsonNode own) {
    if (defaults instanceof ObjectNode && own.isObject()) {
      ObjectNode result = defaults.deepCopy();
      own.properties()
          .forEach(
              property -> {
                JsonNode inherited = result.path(property.getKey());
                result.set(
                    property.getKey(),
                    inherited.isMissingNode()
                        ? property.getValue()
                        : merged(inherited, property.getValue()));
              });
      return result;
    }
    if (defaults.isArray() && own.isArray()) {
      return ((ArrayNode) defaults.deepCopy()).addAll((ArrayNode) own);
    }
    return own;
  }
}
