package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.ibm.weather.airlytics.jobs.aggregate.infra.Sources.Text;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.InvalidDefinitionException;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.StateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The definition is given exactly the substitutions that it uses, each function's placeholder
 * stands for the function of that stage, and the definition loads with them.
 */
final class SubstitutionCheck implements Check {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    sources.jobs().forEach(stack -> check(sources.text(Text.DEFINITION), stack, findings));
    return findings;
  }

  private static void check(String definition, Stack stack, List<String> findings) {
    Map<String, String> given = Definition.substitutions(stack);
    Set<String> used =
        PLACEHOLDER
            .matcher(definition)
            .results()
            .map((MatchResult match) -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    used.stream()
        .filter(name -> !given.containsKey(name))
        .forEach(
            name -> findings.add("the definition uses ${%s}, which is not given".formatted(name)));
    given.keySet().stream()
        .filter(name -> !used.contains(name))
        .forEach(
            name ->
                findings.add("%s is given, but the definition does not use it".formatted(name)));
    for (Resource function : Functions.of(stack)) {
      String placeholder =
          Functions.simpleName(function.text("/Handler")).replaceAll("Handler$", "Function");
      String expected = stack.attribute(function.id(), "Arn");
      if (!Functions.arn(given.getOrDefault(placeholder, "")).equals(expected)) {
        findings.add(
            "%s has the handler %s, but ${%s} is %s"
                .formatted(
                    function.id(), function.text("/Handler"), placeholder, given.get(placeholder)));
      }
    }
    try {
      StateMachine.load(definition, given, StateMachineCalls.RESOURCES);
    } catch (InvalidDefinitionException e) {
      findings.add("the definition does not load: " + e.getMessage());
    }
  }
}
