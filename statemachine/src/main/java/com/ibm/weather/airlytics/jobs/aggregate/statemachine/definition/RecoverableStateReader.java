package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Template;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads tasks and maps. */
final class RecoverableStateReader {
  private static final int LONGEST_LABEL = 40;

  private final Findings findings;
  private final Set<String> resources;
  private final WorkflowReader workflows;
  private final Scope scope;
  private final ExpressionReader expressions;
  private final ContinuationReader continuations;
  private final RecoveryReader recovery;

  RecoverableStateReader(
      Findings findings,
      Set<String> resources,
      WorkflowReader workflows,
      Scope scope,
      ExpressionReader expressions,
      ContinuationReader continuations) {
    this.findings = findings;
    this.resources = resources;
    this.workflows = workflows;
    this.scope = scope;
    this.expressions = expressions;
    this.continuations = continuations;
    this.recovery = new RecoveryReader(findings, continuations);
  }

  Optional<TaskState> task(String name, Optional<String> comment, Fields fields) {
    Optional<String> resource = fields.requiredText("Resource", "a Task calls a resource");
    resource
        .filter(text -> !resources.contains(text))
        .ifPresent(
            text ->
                findings.add(
                    fields.path("Resource"),
                    "the resource " + text + " is not bound; bound are " + sorted(resources)));
    Optional<Template> arguments =
        fields
            .required("Arguments", "say what the resource is given")
            .map(value -> expressions.template(value, fields.path("Arguments"), Place.BEFORE));
    Optional<Template> timeout = integer(fields, "TimeoutSeconds", 1, 99_999_999);
    Continuation then = continuations.ofState(fields, Place.AFTER_RESULT);
    List<Retrier> retriers = recovery.retriers(fields);
    List<Catcher> catchers = recovery.catchers(fields);
    return Optional.of(
        new TaskState(
            name,
            comment,
            resource.orElse(""),
            arguments.orElse(new Template.Literal(MissingNode.getInstance())),
            timeout,
            retriers,
            catchers,
            then));
  }

  Optional<MapState> map(String name, Optional<String> comment, Fields fields) {
    Optional<Template> items = continuations.template(fields, "Items", Place.BEFORE);
    items
        .filter(template -> template instanceof Template.Fields)
        .ifPresent(
            template ->
                findings.add(
                    fields.path("Items"), "only an array is implemented here, not an object"));
    Optional<Template> selector = continuations.template(fields, "ItemSelector", Place.EACH_ITEM);
    Template concurrency =
        integer(fields, "MaxConcurrency", 0, Integer.MAX_VALUE)
            .orElse(new Template.Literal(IntNode.valueOf(0)));
    Optional<JsonNode> processor =
        fields.required("ItemProcessor", "say what to do with each item");
    Fields processorFields =
        new Fields(processor.orElse(fields.emptyObject()), fields.path("ItemProcessor"), findings);
    MapState.Mode mode = mode(processorFields);
    Optional<String> label = label(fields, mode);
    Continuation then = continuations.ofState(fields, Place.AFTER_RESULT);
    List<Retrier> retriers = recovery.retriers(fields);
    List<Catcher> catchers = recovery.catchers(fields);
    if (processor.isEmpty()) {
      return Optional.empty();
    }
    Workflow workflow = workflows.read(processorFields, scope.iteration(mode));
    processorFields.text("Comment");
    processorFields.refuseOthers("an ItemProcessor");
    return Optional.of(
        new MapState(
            name,
            comment,
            mode,
            label,
            items,
            selector,
            concurrency,
            workflow,
            retriers,
            catchers,
            then));
  }

  private MapState.Mode mode(Fields processor) {
    Optional<JsonNode> config = processor.value("ProcessorConfig");
    if (config.isEmpty()) {
      return MapState.Mode.INLINE;
    }
    Fields fields = new Fields(config.get(), processor.path("ProcessorConfig"), findings);
    String mode = fields.text("Mode").orElse("INLINE");
    Optional<String> type = fields.text("ExecutionType");
    fields.refuseOthers("a ProcessorConfig");
    boolean distributed = mode.equals("DISTRIBUTED");
    if (!distributed && !mode.equals("INLINE")) {
      findings.add(fields.path("Mode"), "this must be INLINE or DISTRIBUTED, not " + mode);
    }
    if (distributed && !type.equals(Optional.of("STANDARD"))) {
      findings.add(
          fields.path("ExecutionType"), "a Distributed Map needs STANDARD, the only one here");
    }
    if (!distributed && type.isPresent()) {
      findings.add(fields.path("ExecutionType"), "only a Distributed Map has an ExecutionType");
    }
    return distributed ? MapState.Mode.DISTRIBUTED : MapState.Mode.INLINE;
  }

  private Optional<String> label(Fields fields, MapState.Mode mode) {
    Optional<String> label = fields.text("Label");
    label
        .filter(text -> mode == MapState.Mode.INLINE || text.length() > LONGEST_LABEL)
        .ifPresent(
            text ->
                findings.add(
                    fields.path("Label"),
                    "only a Distributed Map has a label, of at most 40 characters: " + text));
    return label;
  }

  private Optional<Template> integer(Fields fields, String field, int least, int most) {
    Optional<Template> template = continuations.template(fields, field, Place.BEFORE);
    if (template.filter(value -> value.asExpression().isEmpty()).isPresent()) {
      fields.integer(field, least, most);
    }
    return template;
  }

  private static List<String> sorted(Set<String> texts) {
    return texts.stream().sorted().toList();
  }
}
