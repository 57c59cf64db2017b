package com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "$config.bucket & '/' & $day | config day",
        "$states.input.a[b = $limit] | limit",
        "($x := 1; $x + $y) | y",
        "$map($days, function($d, $i) { $d & $prefix }) | days prefix",
        "$days@$d.{'a': $d, 'b': $other} | days other",
        "$days#$i[$i < $limit] | days limit",
        "'$text' & \"$text\" & $real | real",
        "/* $comment */ $real | real",
        "$replace($text, /\\$[a-z]+$/, '') | text",
        "$total / $days / 2 | total days",
        "$map([1], $string) | ''",
        "$a ~> $uppercase | a",
        "function($x)<n:n>{ $x + $y } | y",
      })
  void variablesAreThoseThatTheExpressionDoesNotBindItself(String source, String expected) {
    assertThat(references(source).variables())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(expected.replace("'", "").split(" "))
                .filter(name -> !name.isEmpty())
                .toList());
    assertThat(references(source).mistakes()).isEmpty();
  }

  @Test
  void fieldsOfStatesAreNamedByTheirPaths() {
    assertThat(
            references(
                    "$states.input.a & $states.context.Execution.Name & $states.result & $string($states)")
                .statesFields())
        .containsExactlyInAnyOrder("input.a", "context.Execution.Name", "result", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$states.input.items[price > 3].name",
        "$states.input.items.{'n': name, 'v': $}",
        "$states.input.items.(first & last)",
        "$states.input.items{name: $sum(price)}",
        "$states.input.items^(>price, name)",
        "$states.input.items.$string(price)",
        "$states.input.*",
        "$states.input.`a b`.c",
        "$filter($states.input.items, function($i) { $i.price > 3 and $i.name in ['a', 'b'] })",
        "true and false or null = 1",
        "$states.input.and.or.in",
        "-$states.input.a % 3 * 2",
        "{'a': [1, {'b': $states.input.c}]}",
        "[1..3][$ > 1]",
        "1.5e3 + 0.5e-1 * 2",
      })
  void whatStepFunctionsAcceptsHasNoMistakes(String source) {
    assertThat(references(source).mistakes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "$.day | $ needs a value",
        "$$.day | no input document",
        "day | the field day needs a value",
        "{'a': day} | the field day needs a value",
        "{day: 1} | the field day needs a value",
        "$string(day) | the field day needs a value",
        "$states.input.a & b | the field b needs a value",
        "* | the field * needs a value",
        "$map([1], function($x) { day }) | the field day needs a value",
        "($x := 1; day) | the field day needs a value",
        "$foo(1) | $foo is not a function",
        "$eval('1') | use $parse",
        "$hash('a', 'MD5') | $hash is not implemented",
        "$random() | $random is not implemented",
        "$map([1], $eval) | use $parse",
        "$a ?? 1 | ?? is not part of JSONata 2.0.6",
        "$a ?: 1 | ?: is not part of JSONata 2.0.6",
        "($states := 1; $states) | reserved",
      })
  void whatStepFunctionsRefusesIsAMistake(String source, String mistake) {
    assertThat(references(source).mistakes())
        .isNotEmpty()
        .anySatisfy(found -> assertThat(found).contains(mistake));
  }

  @Test
  void theTransformOperatorIsAMistake() {
    assertThat(references("$a ~> |b|{'c': 1}|").mistakes())
        .anySatisfy(found -> assertThat(found).contains("transform operator"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum", "zip", "toMillis", "sift", "formatInteger", "single", "assert"})
  void theFunctionsOfJsonataAreBoundInTheLibrary(String function) {
    assertThat(References.isFunction(function)).isTrue();
    assertThat(Jsonata.jsonata("$exists($" + function + ")").evaluate(null)).isEqualTo(true);
  }

  private static References references(String source) {
    try {
      return Expression.parse("{% " + source + " %}").references();
    } catch (InvalidExpressionException e) {
      throw new AssertionError(source, e);
    }
  }
}
