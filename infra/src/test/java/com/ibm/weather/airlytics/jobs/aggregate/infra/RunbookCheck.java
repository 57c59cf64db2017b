package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.infra.Sources.Text;
import com.ibm.weather.airlytics.jobs.aggregate.infra.recording.Recording;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every alarm is a heading of the runbook, and says so; the README names the parameters that have
 * no default and the metrics, and no output that the stack does not have.
 */
final class RunbookCheck implements Check {

  private static final String RUNBOOK = "Runbook: infra/README.md, ";
  private static final Pattern OUTPUT = Pattern.compile("output `(\\w+)`|OutputKey=='(\\w+)'");

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    String readme = sources.text(Text.RUNBOOK);
    Set<String> headings =
        readme
            .lines()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring("## ".length()))
            .collect(Collectors.toSet());
    for (Stack stack : sources.stacks()) {
      for (Resource alarm : stack.resources("AWS::CloudWatch::Alarm").values()) {
        String heading = alarm.id().replaceAll("Alarm$", "");
        if (!headings.contains(heading)) {
          findings.add("the runbook has no heading " + heading);
        }
        if (!alarm.text("/AlarmDescription").contains(RUNBOOK + heading + ".")) {
          findings.add("%s does not lead to its part of the runbook".formatted(alarm.id()));
        }
      }
      for (Map.Entry<String, JsonNode> parameter :
          stack.template().path("Parameters").properties()) {
        if (!parameter.getValue().has("Default")) {
          requireNamed(readme, "`" + parameter.getKey() + "`", findings);
        }
      }
    }
    Set<String> outputs = new HashSet<>();
    sources.stacks().forEach(stack -> outputs.addAll(names(stack.template().path("Outputs"))));
    OUTPUT
        .matcher(readme)
        .results()
        .map(match -> Optional.ofNullable(match.group(1)).orElseGet(() -> match.group(2)))
        .filter(output -> !outputs.contains(output))
        .forEach(output -> findings.add("there is no output " + output));
    Recording.get()
        .metrics()
        .keySet()
        .forEach(metric -> requireNamed(readme, "`" + metric + "`", findings));
    return findings;
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  private static void requireNamed(String readme, String name, List<String> findings) {
    if (!readme.contains(name)) {
      findings.add("the README does not name " + name);
    }
  }
}
