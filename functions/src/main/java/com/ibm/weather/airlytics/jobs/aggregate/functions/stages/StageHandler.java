package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A stage as a Lambda function: JSON in, JSON out. The request's {@code phase} says what to do, for
 * example {@code prepare} or {@code complete}; the rest of the request is that phase's own.
 */
public abstract class StageHandler implements RequestStreamHandler {

  /** What a phase reads and does. */
  protected record Phase<T>(Class<T> request, Function<T, ?> work) {

    private Object answer(JsonNode request) throws JsonProcessingException {
      return work.apply(Json.MAPPER.treeToValue(request, this.request));
    }
  }

  private final Map<String, Phase<?>> phases;

  protected StageHandler(Map<String, Phase<?>> phases) {
    this.phases = Map.copyOf(phases);
  }

  /**
   * Answers a request.
   *
   * @throws InvalidInputException when the request is not understood or cannot be met
   * @throws StageException when the stage should be tried again
   */
  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    JsonNode request = request(Json.tree(text, "The request"));
    output.write(Json.write(answer(request)).getBytes(StandardCharsets.UTF_8));
  }

  /** The request that is meant by what was received: the same, unless a stage says otherwise. */
  protected JsonNode request(JsonNode received) {
    return received;
  }

  private Object answer(JsonNode request) {
    String name = request.path("phase").asText();
    Phase<?> phase = phases.get(name);
    if (phase == null) {
      throw new InvalidInputException(
          "unknown phase \"%s\"; %s has %s"
              .formatted(name, getClass().getSimpleName(), new TreeSet<>(phases.keySet())));
    }
    try {
      return phase.answer(request);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "the request for %s is not understood: %s".formatted(name, e.getOriginalMessage()), e);
    }
  }
}
