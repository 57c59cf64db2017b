package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What a client asks to import.
 *
 * @param description may be empty
 * @param affectedColumns the columns of the file after {@code user_id}, in its order
 */
record ImportRequest(
    String name,
    String creator,
    String description,
    String s3File,
    String targetTable,
    boolean overwrite,
    boolean devUsers,
    List<String> affectedColumns) {

  private static final Map<String, JsonNodeType> REQUIRED =
      Map.of(
          "name", JsonNodeType.STRING,
          "creator", JsonNodeType.STRING,
          "s3File", JsonNodeType.STRING,
          "targetTable", JsonNodeType.STRING,
          "overwrite", JsonNodeType.BOOLEAN,
          "devUsers", JsonNodeType.BOOLEAN,
          "affectedColumns", JsonNodeType.ARRAY);
  private static final List<String> FORBIDDEN = List.of("uniqueId", "creationDate");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9 .]*");

  ImportRequest {
    affectedColumns = List.copyOf(affectedColumns);
  }

  /**
   * Reads the body of a request.
   *
   * @throws RequestRefused with all that is wrong with the body
   */
  static ImportRequest parse(String body) {
    JsonNode json = read(body);
    List<String> findings = findings(json);
    if (!findings.isEmpty()) {
      throw new RequestRefused(400, String.join("; ", findings));
    }
    return new ImportRequest(
        json.path("name").asText(),
        json.path("creator").asText(),
        json.path("description").asText(""),
        json.path("s3File").asText(),
        json.path("targetTable").asText(),
        json.path("overwrite").asBoolean(),
        json.path("devUsers").asBoolean(),
        StreamSupport.stream(json.path("affectedColumns").spliterator(), false)
            .map(JsonNode::asText)
            .toList());
  }

  private static JsonNode read(String body) {
    try {
      JsonNode json = Json.MAPPER.readTree(body);
      if (!json.isObject()) {
        throw new RequestRefused(400, "The body must be a JSON object");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new RequestRefused(400, "The body is not JSON: " + e.getOriginalMessage());
    }
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.asText().isEmpty());
  }

  private static List<String> findings(JsonNode json) {
    List<String> findings = new ArrayList<>();
    REQUIRED.keySet().stream()
        .sorted()
        .forEach(
            field -> {
              if (isAbsent(json.path(field))) {
                findings.add("The field " + field + " is missing");
              } else if (json.get(field).getNodeType() != REQUIRED.get(field)) {
                findings.add(
                    "The field %s must be of type %s".formatted(field, REQUIRED.get(field)));
              }
            });
    for (String field : FORBIDDEN) {
      if (json.hasNonNull(field)) {
        findings.add("The field " + field + " must not be given when a job is created");
      }
    }
    if (json.path("name").isTextual() && !NAME.matcher(json.get("name").asText()).matches()) {
      findings.add(
          "The name '%s' must begin with a letter and hold only English letters, digits, spaces and periods"
              .formatted(json.get("name").asText()));
    }
    if (json.path("s3File").isTextual() && !S3Files.isLocation(json.get("s3File").asText())) {
      findings.add(
          "The s3File '%s' must look like s3://bucket/key".formatted(json.get("s3File").asText()));
    }
    if (json.path("affectedColumns").isArray()) {
      if (json.get("affectedColumns").isEmpty()) {
        findings.add("The field affectedColumns must name a column");
      }
      json.get("affectedColumns")
          .forEach(
              column -> {
                if (!column.isTextual()) {
                  findings.add("affectedColumns holds %s, which is not a string".formatted(column));
                }
              });
    }
    return findings;
  }
}
