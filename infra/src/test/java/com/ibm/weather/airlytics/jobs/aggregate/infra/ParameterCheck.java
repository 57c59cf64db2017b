package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.References;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every parameter is used, described and in a group of the console's form. Its default, the
 * examples in its description and the values of the deployments checked here are among what it
 * allows.
 */
final class ParameterCheck implements Check {

  private static final Pattern EXAMPLES =
      Pattern.compile("for example\\s+(.+?)(?=[.,;]\\s|[.,;]?$)", Pattern.DOTALL);

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    for (Stack stack : sources.stacks()) {
      JsonNode template = stack.template();
      Set<String> used = new HashSet<>();
      for (String section : List.of("Conditions", "Resources", "Outputs")) {
        used.addAll(References.names(template.path(section)));
      }
      List<String> grouped = grouped(template);
      template
          .path("Parameters")
          .properties()
          .forEach(
              parameter -> {
                String name = parameter.getKey();
                if (!used.contains(name)) {
                  findings.add("nothing uses the parameter " + name);
                }
                if (grouped.stream().filter(name::equals).count() != 1) {
                  findings.add("the parameter %s is not in one group".formatted(name));
                }
                check(name, parameter.getValue(), stack.parameter(name), findings);
              });
      grouped.stream()
          .filter(name -> !template.path("Parameters").has(name))
          .forEach(name -> findings.add("a group has %s, which is no parameter".formatted(name)));
    }
    return findings;
  }

  private static List<String> grouped(JsonNode template) {
    List<String> grouped = new ArrayList<>();
    template
        .at("/Metadata/AWS::CloudFormation::Interface/ParameterGroups")
        .forEach(group -> grouped.addAll(Resource.texts(group.path("Parameters"))));
    return grouped;
  }

  private static void check(
      String name, JsonNode parameter, JsonNode value, List<String> findings) {
    String description = parameter.path("Description").asText();
    if (description.isBlank()) {
      findings.add("the parameter %s has no description".formatted(name));
    }
    if (parameter.has("AllowedPattern") && !parameter.has("ConstraintDescription")) {
      findings.add("the parameter %s does not say in words what it allows".formatted(name));
    }
    List<String> values = new ArrayList<>(examples(description));
    values.addAll(Resource.texts(value));
    if (parameter.has("Default")) {
      values.addAll(Arrays.asList(parameter.path("Default").asText().split(",", -1)));
    }
    values.stream()
        .filter(example -> !allows(parameter, example))
        .forEach(
            example ->
                findings.add("the parameter %s does not allow \"%s\"".formatted(name, example)));
  }

  private static List<String> examples(String description) {
    return EXAMPLES
        .matcher(description)
        .results()
        .map((MatchResult match) -> match.group(1))
        .flatMap(examples -> Stream.of(examples.split(" or ")))
        .toList();
  }

  private static boolean allows(JsonNode parameter, String value) {
    if (parameter.has("AllowedPattern")
        && !Pattern.matches(parameter.path("AllowedPattern").asText(), value)) {
      return false;
    }
    if (parameter.has("AllowedValues")
        && !Resource.texts(parameter.path("AllowedValues")).contains(value)) {
      return false;
    }
    if (!parameter.path("Type").asText().equals("Number")) {
      return true;
    }
    return value.matches("\\d+")
        && Long.parseLong(value) >= parameter.path("MinValue").asLong(0)
        && Long.parseLong(value) <= parameter.path("MaxValue").asLong(Long.MAX_VALUE);
  }
}
