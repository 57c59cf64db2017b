package com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The functions an expression may call: those of JSONata 2.0.6, the version Step Functions
 * supports, and what Step Functions adds. The library knows more than either; a definition that
 * used the rest would run here and fail on AWS.
 */
final class Functions {
  private static final int LONGEST_RANGE = 1_000_000;

  private static final Set<String> STATES_FUNCTIONS = Set.of("parse", "uuid", "partition", "range");

  private static final Map<String, String> REFUSED =
      Map.of(
          "eval", " does not exist in Step Functions: use $parse",
          "hash", " is not implemented here: compute it in a task",
          "random", " is not implemented here: it would differ from one run to the next");

  private static final Set<String> JSONATA_FUNCTIONS =
      Set.of(
          ("abs append assert average base64decode base64encode boolean ceil clone contains count"
                  + " decodeUrl decodeUrlComponent distinct each encodeUrl encodeUrlComponent error"
                  + " exists filter floor formatBase formatInteger formatNumber fromMillis join"
                  + " keys length lookup lowercase map match max merge millis min not now number"
                  + " pad parseInteger power reduce replace reverse round shuffle sift single sort"
                  + " split spread sqrt string substring substringAfter substringBefore sum"
                  + " toMillis trim type uppercase zip")
              .split(" "));

  private Functions() {}

  static boolean isKnown(String name) {
    return JSONATA_FUNCTIONS.contains(name) || STATES_FUNCTIONS.contains(name);
  }

  static boolean isRefused(String name) {
    return REFUSED.containsKey(name);
  }

  static String refusal(String name) {
    return REFUSED.get(name);
  }

  static void register(Jsonata expression) {
    expression.registerFunction(
        "parse", new Jsonata.JFunction((input, arguments) -> parse(arguments.get(0)), "<s:x>"));
    expression.registerFunction(
        "uuid", new Jsonata.JFunction((input, arguments) -> UUID.randomUUID().toString(), "<:s>"));
    expression.registerFunction(
        "partition",
        new Jsonata.JFunction(
            (input, arguments) -> partition((List<?>) arguments.get(0), arguments.get(1)),
            "<an:a<a>>"));
    expression.registerFunction(
        "range",
        new Jsonata.JFunction(
            (input, arguments) -> range(arguments.get(0), arguments.get(1), arguments.get(2)),
            "<nnn:a<n>>"));
  }

  private static Object parse(Object text) {
    try {
      return Values.toJsonata(Json.read((String) text));
    } catch (JsonProcessingException e) {
      throw new JException(e, "$parse: this is not JSON: " + text, -1, null, null);
    }
  }

  private static List<List<Object>> partition(List<?> array, Object chunkSize) {
    int size = integer("$partition", "chunk size", chunkSize);
    if (size <= 0) {
      throw new JException("$partition: the chunk size must be positive, not " + size, -1);
    }
    List<List<Object>> chunks = new ArrayList<>();
    for (int start = 0; start < array.size(); start += size) {
      chunks.add(new ArrayList<>(array.subList(start, Math.min(start + size, array.size()))));
    }
    return chunks;
  }

  private static List<Long> range(Object first, Object last, Object step) {
    long start = integer("$range", "first value", first);
    long end = integer("$range", "last value", last);
    long delta = integer("$range", "step", step);
    if (delta == 0) {
      throw new JException("$range: the step must not be 0", -1);
    }
    if ((end - start) / delta > LONGEST_RANGE) {
      throw new JException("$range: more than " + LONGEST_RANGE + " values", -1);
    }
    List<Long> values = new ArrayList<>();
    for (long value = start; delta > 0 ? value <= end : value >= end; value += delta) {
      values.add(value);
    }
    return values;
  }

  private static int integer(String function, String argument, Object value) {
    if (value instanceof Number number && number.doubleValue() == number.intValue()) {
      return number.intValue();
    }
    throw new JException(function + ": the " + argument + " must be an integer, not " + value, -1);
  }
}
