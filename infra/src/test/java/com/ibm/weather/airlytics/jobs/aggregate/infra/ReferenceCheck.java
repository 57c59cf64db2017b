package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.References;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.TemplateException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that is referred to is there, in every deployment: parameters, resources, attributes,
 * conditions, exports. Every condition is used, and no resource depends on itself.
 */
final class ReferenceCheck implements Check {

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    try {
      for (Stack stack : sources.stacks()) {
        checkNames(stack.template(), findings);
        checkConditions(stack.template(), findings);
        for (String id : keys(stack.template().path("Resources"))) {
          findCycle(stack.template(), id, new LinkedHashSet<>(), findings);
        }
        if (findings.isEmpty()) {
          stack.resources();
          stack.outputs();
        }
      }
    } catch (TemplateException e) {
      findings.add(e.getMessage());
    }
    return findings;
  }

  private static void checkNames(JsonNode template, List<String> findings) {
    Set<String> known = new HashSet<>(keys(template.path("Parameters")));
    known.addAll(keys(template.path("Resources")));
    References.names(template).stream()
        .filter(name -> !name.startsWith("AWS::") && !known.contains(name))
        .forEach(name -> findings.add("there is no parameter or resource " + name));
  }

  private static void checkConditions(JsonNode template, List<String> findings) {
    Set<String> declared = keys(template.path("Conditions"));
    Set<String> used = References.conditions(template);
    declared.stream()
        .filter(condition -> !used.contains(condition))
        .forEach(condition -> findings.add("nothing uses the condition " + condition));
    used.stream()
        .filter(condition -> !declared.contains(condition))
        .forEach(condition -> findings.add("there is no condition " + condition));
  }

  private static void findCycle(
      JsonNode template, String id, Set<String> path, List<String> findings) {
    if (!path.add(id)) {
      findings.add("%s depends on itself: %s".formatted(id, path));
      return;
    }
    JsonNode resource = template.path("Resources").path(id);
    Set<String> dependencies = References.names(resource);
    dependencies.addAll(Resource.texts(resource.path("DependsOn")));
    dependencies.retainAll(keys(template.path("Resources")));
    dependencies.forEach(
        dependency -> findCycle(template, dependency, new LinkedHashSet<>(path), findings));
  }

  private static Set<String> keys(JsonNode object) {
    Set<String> keys = new LinkedHashSet<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
