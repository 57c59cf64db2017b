package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Call;
import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Role;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Holds what a role allows against the calls that are made in its name. */
final class Permissions {

  private Permissions() {}

  static List<String> findings(Role role, Collection<Call> calls) {
    return Stream.concat(
            role.denied(calls).stream().map(call -> role.id() + " does not allow " + call),
            role.unused(calls).stream()
                .map(grant -> "%s allows %s, which nothing needs".formatted(role.id(), grant)))
        .distinct()
        .toList();
  }
}
