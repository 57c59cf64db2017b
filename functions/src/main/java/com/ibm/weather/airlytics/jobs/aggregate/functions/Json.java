package com.ibm.weather.airlytics.jobs.aggregate.functions;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/** How records become JSON and back: days as {@code yyyy-MM-dd}, instants in ISO 8601. */
public final class Json {

  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addSerializer(LocalDate.class, ToStringSerializer.instance)
                  .addDeserializer(LocalDate.class, fromText(LocalDate.class, LocalDate::parse))
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, fromText(Instant.class, Instant::parse))
                  .addSerializer(ValueType.class, ToStringSerializer.instance)
                  .addDeserializer(
                      ValueType.class,
                      fromText(ValueType.class, text -> ValueType.parse(text).orElseThrow())))
          .build();

  private Json() {}

  /** Writes a value as JSON in one line. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads JSON.
   *
   * @param origin what is read, for the message
   * @throws InvalidInputException when it is not JSON or does not have the shape
   */
  public static <T> T read(String json, Class<T> type, String origin) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "%s is not the JSON that is expected: %s%s"
              .formatted(origin, e.getOriginalMessage(), place(e.getLocation())),
          e);
    }
  }

  private static String place(JsonLocation location) {
    return location == null
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }

  /** Reads a JSON tree; see {@link #read}. */
  public static JsonNode tree(String json, String origin) {
    return read(json, JsonNode.class, origin);
  }

  /** A value as a message names it: a list or an object by its kind, anything else as it is. */
  public static String describe(JsonNode node) {
    return node.isContainerNode()
        ? "a JSON " + (node.isArray() ? "list" : "object")
        : node.toString();
  }

  private static <T> StdScalarDeserializer<T> fromText(Class<T> type, Function<String, T> parse) {
    return new TextDeserializer<>(type, parse);
  }

  private static final class TextDeserializer<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> parse;

    TextDeserializer(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      String text = parser.getValueAsString();
      try {
        return parse.apply(text);
      } catch (RuntimeException e) {
        throw context.weirdStringException(text, handledType(), e.getMessage());
      }
    }
  }
}
