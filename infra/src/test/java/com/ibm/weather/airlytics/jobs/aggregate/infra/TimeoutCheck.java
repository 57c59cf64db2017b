package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.List;

/**
 * Step Functions waits for a function at least as long as the function may take: otherwise a try
 * would begin while the one before is still at work.
 */
final class TimeoutCheck implements Check {

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    for (Stack stack : sources.jobs()) {
      List<Definition.Task> tasks = Definition.of(sources, stack).tasks();
      for (Resource function : Functions.of(stack)) {
        int timeout = function.properties().path("Timeout").asInt();
        String arn = stack.attribute(function.id(), "Arn");
        List<Definition.Task> invoking =
            tasks.stream()
                .filter(task -> task.resource().equals(Functions.INVOKE))
                .filter(task -> Functions.invokedBy(task).equals(arn))
                .toList();
        if (invoking.isEmpty()) {
          findings.add("no Task invokes " + function.id());
        }
        for (Definition.Task task : invoking) {
          if (task.timeoutSeconds().filter(seconds -> seconds >= timeout).isEmpty()) {
            findings.add(
                "%s may take %d s, but %s waits for %s"
                    .formatted(
                        function.id(),
                        timeout,
                        task.name(),
                        task.timeoutSeconds().map(seconds -> seconds + " s").orElse("ever")));
          }
        }
      }
    }
    return findings;
  }
}
