package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Stage;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every Handler is a class that Lambda can make: public, with a public constructor that takes
 * nothing. Every stage's handler is deployed, once.
 */
final class HandlerCheck implements Check {

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    for (Stack stack : sources.jobs()) {
      Functions.of(stack).forEach(function -> check(function, findings));
      List<String> handlers =
          Functions.of(stack).stream()
              .map(function -> Functions.simpleName(function.text("/Handler")))
              .toList();
      for (Stage stage : Stage.values()) {
        long count = handlers.stream().filter((stage.stateName() + "Handler")::equals).count();
        if (count != 1) {
          findings.add("the stage %s has %d functions, not one".formatted(stage, count));
        }
      }
    }
    return findings;
  }

  private static void check(Resource function, List<String> findings) {
    String name = function.text("/Handler");
    try {
      Class<?> handler = Class.forName(name, false, HandlerCheck.class.getClassLoader());
      if (!RequestStreamHandler.class.isAssignableFrom(handler)) {
        findings.add("%s: %s is not a Lambda handler".formatted(function.id(), name));
      }
      if (!Modifier.isPublic(handler.getModifiers())
          || Modifier.isAbstract(handler.getModifiers())
          || Arrays.stream(handler.getConstructors()).noneMatch(c -> c.getParameterCount() == 0)) {
        findings.add("%s: Lambda cannot make a %s".formatted(function.id(), name));
      }
    } catch (ClassNotFoundException e) {
      findings.add("%s: there is no class %s".formatted(function.id(), name));
    }
  }
}
