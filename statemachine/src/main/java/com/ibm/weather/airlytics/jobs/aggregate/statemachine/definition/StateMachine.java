package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A definition in the Amazon States Language (JSONata mode), loaded and checked. Immutable.
 *
 * <p>Loading refuses every field, state type, resource and function that is not implemented, so
 * that a machine that loads does here what it does in Step Functions.
 */
public final class StateMachine {
  private final Optional<String> comment;
  private final Optional<Duration> timeout;
  private final Workflow workflow;

  StateMachine(Optional<String> comment, Optional<Duration> timeout, Workflow workflow) {
    this.comment = comment;
    this.timeout = timeout;
    this.workflow = workflow;
  }

  /**
   * Loads a definition.
   *
   * @param definition the definition as JSON
   * @param substitutions what to put in place of {@code ${Name}} in any text, by name
   * @param resources the resources that a task may call
   * @throws InvalidDefinitionException with all findings
   */
  public static StateMachine load(
      String definition, Map<String, String> substitutions, Set<String> resources) {
    return MachineReader.read(definition, substitutions, resources);
  }

  /** The author's comment. */
  public Optional<String> comment() {
    return comment;
  }

  /** The longest an execution may take; empty for no limit. */
  public Optional<Duration> timeout() {
    return timeout;
  }

  /** The states. */
  public Workflow workflow() {
    return workflow;
  }

  /** The resources that its tasks call, in the order of the definition. */
  public Set<String> resources() {
    return workflow
        .allStates()
        .filter(TaskState.class::isInstance)
        .map(state -> ((TaskState) state).resource())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
