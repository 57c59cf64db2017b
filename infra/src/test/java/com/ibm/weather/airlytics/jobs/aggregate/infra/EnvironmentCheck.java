package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.DeployedFunctions;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Every function is given the variables that it reads, and no other. */
final class EnvironmentCheck implements Check {

  /** What the JVM itself reads. */
  private static final Set<String> OF_THE_RUNTIME = Set.of("JAVA_TOOL_OPTIONS");

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    for (Stack stack : sources.jobs()) {
      for (Resource function : Functions.of(stack)) {
        Set<String> given = new TreeSet<>();
        function
            .properties()
            .at("/Environment/Variables")
            .fieldNames()
            .forEachRemaining(given::add);
        String stage = Functions.simpleName(function.text("/Handler")).replaceAll("Handler$", "");
        Set<String> read = new TreeSet<>(DeployedFunctions.variables().get(stage));
        given.removeAll(OF_THE_RUNTIME);
        if (!given.equals(read)) {
          findings.add("%s is given %s, but reads %s".formatted(function.id(), given, read));
        }
      }
    }
    return findings;
  }
}
