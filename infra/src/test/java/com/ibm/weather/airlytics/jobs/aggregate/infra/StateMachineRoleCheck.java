package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Call;
import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Role;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.List;
import java.util.Set;

/** The state machine's role allows what its states call, and nothing else. */
final class StateMachineRoleCheck implements Check {

  @Override
  public List<String> findings(Sources sources) {
    return sources.jobs().stream().flatMap(stack -> check(sources, stack).stream()).toList();
  }

  private static List<String> check(Sources sources, Stack stack) {
    try {
      Set<Call> calls = StateMachineCalls.of(sources, stack);
      return Permissions.findings(Role.of(stack, "StateMachineRole"), calls);
    } catch (IllegalArgumentException e) {
      return List.of(e.getMessage());
    }
  }
}
