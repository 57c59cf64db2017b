package com.ibm.weather.airlytics.jobs.aggregate.infra.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A role of a stack.
 *
 * @param id its logical id
 * @param trusted the principals that may take it
 * @param grants what it allows
 */
public record Role(String id, List<String> trusted, List<Grant> grants) {

  /** The roles that a stack creates. */
  public static List<Role> of(Stack stack) {
    return stack.resources("AWS::IAM::Role").values().stream().map(Role::read).toList();
  }

  /** A role by its logical id. */
  public static Role of(Stack stack, String id) {
    return read(stack.resource(id));
  }

  /**
   * Reads a role.
   *
   * @throws IllegalArgumentException when it has policies that cannot be judged here
   */
  private static Role read(Resource role) {
    List<Grant> grants = new ArrayList<>();
    for (JsonNode policy : role.properties().path("Policies")) {
      policy.at("/PolicyDocument/Statement").forEach(statement -> grants.addAll(grants(statement)));
    }
    List<String> trusted = new ArrayList<>();
    for (JsonNode statement : role.properties().at("/AssumeRolePolicyDocument/Statement")) {
      statement.path("Principal").forEach(names -> trusted.addAll(Resource.texts(names)));
    }
    if (role.properties().has("ManagedPolicyArns")) {
      throw new IllegalArgumentException(
          "%s has managed policies; write out what it needs".formatted(role.id()));
    }
    return new Role(role.id(), trusted, grants);
  }

  private static List<Grant> grants(JsonNode statement) {
    if (!statement.path("Effect").asText().equals("Allow")
        || statement.has("NotAction")
        || statement.has("NotResource")) {
      throw new IllegalArgumentException("only Allow, Action and Resource are known: " + statement);
    }
    List<Grant> grants = new ArrayList<>();
    for (String action : Resource.texts(statement.path("Action"))) {
      for (String resource : Resource.texts(statement.path("Resource"))) {
        grants.add(new Grant(action, resource, statement.path("Condition")));
      }
    }
    return grants;
  }

  /** The calls that it does not allow. */
  public List<Call> denied(Collection<Call> calls) {
    return calls.stream()
        .filter(call -> grants.stream().noneMatch(grant -> grant.covers(call)))
        .toList();
  }

  /** The grants that none of the calls needs. */
  public List<Grant> unused(Collection<Call> calls) {
    return grants.stream().filter(grant -> calls.stream().noneMatch(grant::covers)).toList();
  }
}
