package com.ibm.weather.airlytics.jobs.aggregate.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The job's functions, whose calls are kept and one of which may fail. */
final class RecordedFunctions {

  /** When a call fails. */
  enum Failing {
    /** Nothing was done. */
    BEFORE_ITS_WORK,
    /** All was done, and the answer was lost, as when a function runs out of time at its end. */
    AFTER_ITS_WORK
  }

  /**
   * A call that fails.
   *
   * @param call the function and its phase, for example {@code ExportCsv complete}, and where it
   *     makes a snapshot anew, {@code for an older day}
   */
  record Failure(String call, Failing when) {

    @Override
    public String toString() {
      return call + " fails " + when.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * A call of a function.
   *
   * @param name the function and its phase
   * @param day the day that is asked for; empty when the run says it
   * @param answer empty when the call failed
   */
  record Call(String name, String day, String request, Optional<String> answer) {}

  private final Map<String, RequestStreamHandler> functions;
  private final Optional<Failure> failure;
  private final Map<String, Deque<String>> given = new HashMap<>();
  private final List<Call> calls = new ArrayList<>();

  RecordedFunctions(Map<String, RequestStreamHandler> functions) {
    this(functions, Optional.empty());
  }

  private RecordedFunctions(
      Map<String, RequestStreamHandler> functions, Optional<Failure> failure) {
    this.functions = functions;
    this.failure = failure;
  }

  RecordedFunctions failing(Failure wanted) {
    return new RecordedFunctions(functions, Optional.of(wanted));
  }

  /**
   * The functions as a redrive of the execution meets them: what was answered in the first attempt
   * is answered as it was then, without asking again; from the call that failed on, all is real,
   * and so is the end, at which the first attempt gave its lease back.
   */
  RecordedFunctions redriven() {
    RecordedFunctions redriven = new RecordedFunctions(functions);
    for (Call call : calls()) {
      call.answer()
          .filter(answer -> !call.name().equals("CheckLastDay release"))
          .ifPresent(
              answer ->
                  redriven
                      .given
                      .computeIfAbsent(call.name() + call.day(), any -> new ArrayDeque<>())
                      .add(answer));
    }
    return redriven;
  }

  synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  Map<String, RequestStreamHandler> handlers() {
    Map<String, RequestStreamHandler> handlers = new HashMap<>();
    functions.keySet().forEach(stage -> handlers.put(stage, handler(stage)));
    return handlers;
  }

  /** Sends a request of an earlier call once more. */
  void sendAgain(Call call) {
    answer(call.name().substring(0, call.name().indexOf(' ')), call.request());
  }

  private RequestStreamHandler handler(String stage) {
    return (input, output, context) -> {
      String request = new String(input.readAllBytes(), StandardCharsets.UTF_8);
      JsonNode json = Json.tree(request, "the request");
      boolean older = json.path("rebuild").asBoolean(json.at("/plan/rebuild").asBoolean());
      String name = stage + " " + json.path("phase").asText() + (older ? " for an older day" : "");
      String day = json.path("day").asText(json.at("/plan/day").asText());
      String answer =
          given(name + day)
              .or(() -> call(stage, name, day, request))
              .orElseThrow(() -> new InvalidInputException(failure + ", as the test wants"));
      output.write(answer.getBytes(StandardCharsets.UTF_8));
    };
  }

  private synchronized Optional<String> given(String key) {
    return Optional.ofNullable(given.get(key)).map(Deque::poll);
  }

  private Optional<String> call(String stage, String name, String day, String request) {
    Optional<Failing> failing =
        failure.filter(wanted -> wanted.call().equals(name)).map(Failure::when);
    Optional<String> done =
        failing.filter(Failing.BEFORE_ITS_WORK::equals).isPresent()
            ? Optional.empty()
            : Optional.of(answer(stage, request));
    Optional<String> answer = failing.isPresent() ? Optional.empty() : done;
    keep(new Call(name, day, request, answer));
    return answer;
  }

  private synchronized void keep(Call call) {
    calls.add(call);
  }

  private String answer(String stage, String request) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      functions
          .get(stage)
          .handleRequest(
              new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)), output, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.toString(StandardCharsets.UTF_8);
  }
}
