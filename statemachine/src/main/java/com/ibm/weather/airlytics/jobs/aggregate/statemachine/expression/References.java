package com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression;

import java.util.List;
import java.util.Set;

/**
 * What an expression refers to, known before it is evaluated.
 *
 * @param variables workflow variables it reads, without `$`
 * @param locals variables it binds itself: with {@code :=}, as function parameters, with {@code @}
 *     or {@code #}
 * @param statesFields paths below {@code $states}, for example {@code context.Execution.Name}
 * @param mistakes what Step Functions would refuse or what is not implemented, as sentences
 */
public record References(
    Set<String> variables, Set<String> locals, Set<String> statesFields, List<String> mistakes) {

  /** Takes copies. */
  public References {
    variables = Set.copyOf(variables);
    locals = Set.copyOf(locals);
    statesFields = Set.copyOf(statesFields);
    mistakes = List.copyOf(mistakes);
  }

  /** Whether a name, without {@code $}, is that of a function. */
  public static boolean isFunction(String name) {
    return Functions.isKnown(name) || Functions.isRefused(name);
  }
}
