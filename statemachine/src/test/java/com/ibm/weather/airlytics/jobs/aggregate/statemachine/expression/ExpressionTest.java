package com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final String INPUT =
      """
      {"one": 1, "big": 9007199254740991, "half": 0.5, "nothing": null, "list": [1, 2, 3],
       "single": [7], "empty": [], "nested": [[null, 1]], "day": "2021-06-30"}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "$states.input.one | 1",
        "$states.input.one + 1 | 2",
        "4 / 2 | 2",
        "1.0 | 1",
        "$states.input.half | 0.5",
        "$states.input.big | 9007199254740991",
        "{'n': $states.input.big} | {\"n\":9007199254740991}",
        "$states.input.big - 1 | 9007199254740990",
        "$states.input.nothing | null",
        "[$states.input.nothing] | [null]",
        "{'a': $states.input.nothing} | {\"a\":null}",
        "$states.input.nested | [[null,1]]",
        "$states.input.single | [7]",
        "$states.input.empty | []",
        "$states.input.list[$ > 2] | 3",
        "[$states.input.list[$ > 2]] | [3]",
        "[1..3] | [1,2,3]",
        "$map($states.input.list, function($n) { $n * 2 }) | [2,4,6]",
        "{'a': $states.input.missing} | {}",
        "$variable.x | 5",
        "$replace($states.input.day, '-', '') | \"20210630\"",
        "$parse('{\"a\": [1, null]}') | {\"a\":[1,null]}",
        "$partition([1, 2, 3], 2) | [[1,2],[3]]",
        "$partition([1], 2) | [[1]]",
        "$range(1, 7, 3) | [1,4,7]",
        "$range(3, 1, -1) | [3,2,1]",
        "$range(1, 1, 1) | [1]",
        "$range(2, 1, 1) | []",
      })
  void evaluates(String source, String expected) throws Exception {
    assertThat(evaluate(source)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "$states.input.missing | no value",
        "$missing | no value",
        "function($x) { $x } | a function",
        "1 / 0 | Infinity",
        "1 + 'a' | number",
        "$error('stop here') | stop here",
        "$number('x') | x",
        "$parse('{') | not JSON",
        "$partition([1], 0) | positive",
        "$range(1, 2, 0) | must not be 0",
        "$range(1, 2.5, 1) | integer",
        "($f := function($x) { 1 + $f($x) }; $f(1)) | overflow",
      })
  void failsWithTheExpressionAndTheReason(String source, String reason) {
    assertThatThrownBy(() -> evaluate(source))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining(source)
        .hasMessageContaining(reason);
  }

  @Test
  void everyUuidIsNew() throws Exception {
    UUID first = UUID.fromString(evaluate("$uuid()").textValue());

    assertThat(first.version()).isEqualTo(4);
    assertThat(evaluate("$uuid()").textValue()).isNotEqualTo(first.toString());
  }

  @Test
  void severalThreadsMayEvaluateTheSameExpression() throws Exception {
    Expression expression =
        Expression.parse("{% $sum($map($range(1, 100, 1), function($n) { $n * 2 })) ~> $string %}");

    List<String> results =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(
                index -> {
                  try {
                    return expression.evaluate(new TestBindings()).textValue();
                  } catch (EvaluationException e) {
                    return e.getMessage();
                  }
                })
            .distinct()
            .toList();

    assertThat(results).containsExactly("10100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{% 1 + %}", "{% 'open %}", "{% ( %}", "{%%}", "day {% 1 %}", "{% 1"})
  void cannotBeParsed(String text) {
    assertThatThrownBy(() -> Expression.parse(text)).isInstanceOf(InvalidExpressionException.class);
  }

  private static JsonNode evaluate(String source) throws Exception {
    return Expression.parse("{% " + source + " %}").evaluate(new TestBindings());
  }

  private record TestBindings() implements Bindings {
    @Override
    public JsonNode states() {
      return read("{\"input\": " + INPUT + "}");
    }

    @Override
    public Optional<JsonNode> variable(String name) {
      return Optional.ofNullable(Map.of("variable", read("{\"x\": 5}")).get(name));
    }

    private static JsonNode read(String text) {
      try {
        return Json.read(text);
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }
  }
}
