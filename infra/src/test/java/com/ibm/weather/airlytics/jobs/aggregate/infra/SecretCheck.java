package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * No parameter, no environment variable and no schedule's input carries a secret: what is called
 * like one is an ARN. No secret is resolved into the template either, where everybody may read it.
 */
final class SecretCheck implements Check {

  private static final Pattern SECRET =
      Pattern.compile("(?i)password|passwd|secret|token|credential|(^|_|[a-z])key(_|$|[A-Z])");
  private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:.+");

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    for (Stack stack : sources.stacks()) {
      for (Map.Entry<String, JsonNode> parameter :
          stack.template().path("Parameters").properties()) {
        if (SECRET.matcher(parameter.getKey()).find()
            && !onlyArns(parameter.getValue().path("AllowedPattern").asText())) {
          findings.add(
              "the parameter %s may carry a secret; take its ARN".formatted(parameter.getKey()));
        }
      }
      if (stack.template().toString().contains("{{resolve:")) {
        findings.add("a secret is resolved into the template; give its ARN to who needs it");
      }
      for (Resource function : stack.resources("AWS::Serverless::Function").values()) {
        function.properties().at("/Environment/Variables").properties().stream()
            .filter(variable -> SECRET.matcher(variable.getKey()).find())
            .filter(variable -> !isArnOrNothing(variable.getValue().asText()))
            .forEach(
                variable ->
                    findings.add(
                        "%s of %s may carry a secret; give its ARN"
                            .formatted(variable.getKey(), function.id())));
      }
      for (Resource schedule : stack.resources("AWS::Scheduler::Schedule").values()) {
        if (SECRET.matcher(schedule.text("/Target/Input")).find()) {
          findings.add("the input of %s may carry a secret".formatted(schedule.id()));
        }
      }
    }
    return findings;
  }

  private static boolean onlyArns(String allowedPattern) {
    return allowedPattern.matches("\\^\\(?arn:aws.*");
  }

  private static boolean isArnOrNothing(String value) {
    return value.isEmpty() || ARN.matcher(value).matches();
  }
}
