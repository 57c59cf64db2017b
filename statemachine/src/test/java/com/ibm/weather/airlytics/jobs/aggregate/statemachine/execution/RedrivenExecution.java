package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TestMachine.START;
import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TestMachine.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.MapState;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.State;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.StateMachine;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.TaskState;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.Workflow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An execution of the job's definition that fails at a task and is redriven there. A redrive enters
 * the failed state again, with the input and the variables it had, while the execution's context
 * counts one redrive more. So does a retry of the state, but for the count: each task gets one
 * retry a day later, and the count goes up meanwhile.
 */
final class RedrivenExecution {

  static final String FUNCTION = "arn:aws:states:::lambda:invoke";
  static final String QUERY = "arn:aws:states:::athena:startQueryExecution.sync";

  static final String DESCRIBE = "arn:aws:states:::aws-sdk:sfn:describeExecution";

  private static final String REDRIVE = "Redrive";
  private static final JsonNode RETRY_ON_REDRIVE =
      json(
          """
          {"ErrorEquals": ["Redrive"], "IntervalSeconds": 86400, "MaxAttempts": 1}
          """);
  private static final List<String> STAGES =
      List.of(
          "CheckLastDay", "DailyAggregation", "WindowAggregation", "ExportCsv", "ImportToUserDb");
  private static final String RUN =
      """
      {"id": "run-1", "day": "2021-06-30", "configuration": {"athenaCatalog": "AwsDataCatalog",
       "destAthenaDb": "aggregations", "athenaResultsOutputBucket": "results"},
       "stages": ["ExportCsv", "ImportToUserDb"]}
      """;

  private final StateMachine machine;
  private final String failing;
  private final int redrives;
  private final ObjectNode context =
      (ObjectNode) Surroundings.executionContext("run-1", "run-1", START, json("{}"));
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final List<Failure> retried = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Integer> prepared = new HashMap<>();
  private int passes;
  private final Deque<String> leaseStates = new ArrayDeque<>(List.of("TAKEN"));

  /**
   * @param failing the task that fails: of a group of statements the second one, the first being
   *     done
   * @param redrives how often the execution fails there
   */
  RedrivenExecution(String definition, String failing, int redrives) {
    this.failing = failing;
    this.redrives = redrives;
    Map<String, String> substitutions = new HashMap<>(Map.of("AthenaWorkGroup", "primary"));
    STAGES.forEach(stage -> substitutions.put(stage + "Function", stage));
    this.machine = StateMachine.load(redrivable(definition), substitutions, resources().keySet());
  }

  /** The tasks that call a resource, by their names. */
  List<String> tasks(String resource) {
    return machine
        .workflow()
        .allStates()
        .filter(state -> state instanceof TaskState task && task.resource().equals(resource))
        .map(State::name)
        .toList();
  }

  /** Says from the beginning that there was no redrive, instead of saying nothing. */
  RedrivenExecution withCountFromTheBeginning() {
    context.put("RedriveCount", 0);
    return this;
  }

  /** Fails only when the task is entered for the second time. */
  RedrivenExecution failingTheSecondTime() {
    passes = 1;
    return this;
  }

  /** What CheckLastDay's phase {@code lease} answers in turn; the last one for good. */
  RedrivenExecution withLease(String... states) {
    leaseStates.clear();
    leaseStates.addAll(List.of(states));
    return this;
  }

  /** What the tasks called, in order; a call that failed stands there as well. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  /** Why maps began again. */
  List<Failure> retriedMaps() {
    return retried.stream().filter(failure -> !failure.error().equals(REDRIVE)).toList();
  }

  /** Runs all stages, but for the child executions of days and windows. */
  void run() throws Exception {
    run(machine.workflow(), "{}");
  }

  /** Runs the child execution that aggregates a day. */
  void runDay() throws Exception {
    runChild("DailyAggregation", "\"first\": true");
  }

  /** Runs the child execution that computes the windows of a day. */
  void runWindows() throws Exception {
    runChild("WindowAggregation", "\"rebuild\": false");
  }

  private void runChild(String stage, String more) throws Exception {
    MapState children = (MapState) machine.workflow().state(stage);
    run(
        children.itemProcessor(),
        "{\"run\": %s, \"day\": \"2021-06-30\", %s}".formatted(RUN, more));
  }

  private void run(Workflow workflow, String input) throws Exception {
    ExecutionListener listener =
        new ExecutionListener() {
          @Override
          public void retryScheduled(StatePath path, Failure why, int attempt, Duration delay) {
            retried.add(why);
          }
        };
    Cancellation work = Cancellation.root();
    Execution execution =
        new Execution(
            "run-1", work, resources(), listener, new ManualTime(START), () -> 0L, new Payloads());
    Surroundings surroundings =
        new Surroundings(
            execution,
            StatePath.ROOT,
            History.root(listener),
            work,
            Variables.empty(),
            context,
            Optional.empty());
    new WorkflowRun(surroundings, workflow).run(json(input));
  }

  private static String redrivable(String definition) {
    JsonNode root = json(definition);
    root.findParents("Resource")
        .forEach(task -> ((ArrayNode) task.get("Retry")).insert(0, RETRY_ON_REDRIVE));
    return root.toString();
  }

  private Map<String, TaskResource> resources() {
    return Map.of(
        FUNCTION,
        this::invoke,
        QUERY,
        this::query,
        "arn:aws:states:::athena:getQueryResults",
        (arguments, task) -> json("{\"ResultSet\": {}}"),
        DESCRIBE,
        (arguments, task) -> describe(task));
  }

  private JsonNode query(JsonNode arguments, TaskContext task) throws TaskFailedException {
    String sql = arguments.path("QueryString").asText();
    calls.add(sql);
    if (sql.endsWith("second")) {
      failIfWanted(task);
    }
    return json("{\"QueryExecution\": {\"QueryExecutionId\": \"query\"}}");
  }

  private JsonNode describe(TaskContext task) throws TaskFailedException {
    calls.add("describe the holder");
    failIfWanted(task);
    return json("{\"Status\": \"FAILED\"}");
  }

  private synchronized JsonNode invoke(JsonNode arguments, TaskContext task)
      throws TaskFailedException {
    String stage = arguments.path("FunctionName").asText();
    String phase = arguments.at("/Payload/phase").asText();
    String seen = arguments.at("/Payload/seen/status").asText();
    calls.add(stage + " " + phase + (seen.isEmpty() ? "" : ", seen " + seen));
    failIfWanted(task);
    String answer = phase.equals("lease") ? lease() : answer(stage, phase);
    return json("{\"Payload\": %s}".formatted(answer));
  }

  private String answer(String stage, String phase) {
    return switch (phase) {
      case "prepare", "publish" -> {
        String attempt = phase + " " + prepared.merge(stage + phase, 1, Integer::sum);
        yield "{\"groups\": [[%s], [%s]], \"plan\": {\"run\": %s}}"
            .formatted(statement(attempt, "first"), statement(attempt, "second"), RUN);
      }
      case "start" -> "{\"finished\": false, \"waitSeconds\": 1}";
      case "follow" -> "{\"finished\": true, \"outcome\": {}}";
      default -> "{\"run\": %s, \"days\": [], \"outcome\": {}}".formatted(RUN);
    };
  }

  private String lease() {
    String state = leaseStates.size() > 1 ? leaseStates.poll() : leaseStates.peek();
    return """
    {"state": "%s", "holder": "arn", "waitSeconds": 7, "seen": {"eTag": "tag", "status": ""}}
    """
        .formatted(state);
  }

  private static String statement(String attempt, String name) {
    return "{\"name\": \"%2$s\", \"sql\": \"%1$s %2$s\", \"token\": \"any\"}"
        .formatted(attempt, name);
  }

  private synchronized void failIfWanted(TaskContext task) throws TaskFailedException {
    List<StatePath.Step> steps = task.path().steps();
    boolean here = steps.get(steps.size() - 1).state().equals(failing);
    int count = context.path("RedriveCount").asInt();
    if (here && count < redrives && passes-- <= 0) {
      context.put("RedriveCount", count + 1);
      throw new TaskFailedException(REDRIVE, "the execution failed here");
    }
  }
}
