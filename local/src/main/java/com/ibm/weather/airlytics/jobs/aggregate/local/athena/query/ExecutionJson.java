package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.FailureType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Executions as JSON: as the API shows them, and as they are kept. */
public final class ExecutionJson {

  private ExecutionJson() {}

  /** The API's {@code QueryExecution}. */
  public static ObjectNode shown(QueryExecution execution) {
    QueryRequest request = execution.request();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("QueryExecutionId", execution.id());
    json.put("Query", request.sql());
    json.put("StatementType", execution.kind().type());
    json.put("SubstatementType", execution.kind().name());
    json.putObject("ResultConfiguration").put("OutputLocation", execution.output());
    json.putObject("QueryExecutionContext")
        .put("Database", request.database())
        .put("Catalog", "awsdatacatalog");
    json.set("Status", status(execution.status()));
    json.set("Statistics", statistics(execution));
    json.put("WorkGroup", request.workGroup());
    json.putObject("EngineVersion")
        .put("SelectedEngineVersion", "AUTO")
        .put("EffectiveEngineVersion", "Athena engine version 3");
    return json;
  }

  /** What is kept on disk. */
  static ObjectNode kept(QueryExecution execution) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("QueryExecution", shown(execution));
    execution.request().token().ifPresent(token -> json.put("ClientRequestToken", token));
    execution.request().outputFolder().ifPresent(folder -> json.put("OutputFolder", folder));
    json.put("UpdateCount", execution.outcome().updateCount());
    var columns = json.putArray("Columns");
    execution
        .outcome()
        .columns()
        .forEach(
            column -> columns.addObject().put("Name", column.name()).put("Type", column.type()));
    return json;
  }

  /** The execution that {@link #kept} has written. */
  static QueryExecution read(JsonNode json) {
    JsonNode shown = json.get("QueryExecution");
    JsonNode statistics = shown.get("Statistics");
    List<Column> columns = new ArrayList<>();
    json.get("Columns")
        .forEach(c -> columns.add(new Column(c.get("Name").asText(), c.get("Type").asText())));
    return new QueryExecution(
        shown.get("QueryExecutionId").asText(),
        new QueryRequest(
            shown.get("Query").asText(),
            text(json, "ClientRequestToken"),
            shown.get("QueryExecutionContext").get("Database").asText(),
            text(json, "OutputFolder"),
            shown.get("WorkGroup").asText()),
        StatementKind.valueOf(shown.get("SubstatementType").asText()),
        shown.get("ResultConfiguration").get("OutputLocation").asText(),
        readStatus(shown.get("Status")),
        new QueryStatistics(
            Duration.ofMillis(statistics.get("QueryQueueTimeInMillis").asLong()),
            Duration.ofMillis(statistics.get("EngineExecutionTimeInMillis").asLong())),
        new QueryOutcome(
            columns,
            json.get("UpdateCount").asLong(),
            text(statistics, "DataManifestLocation"),
            statistics.get("DataScannedInBytes").asLong()));
  }

  private static ObjectNode status(QueryStatus status) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("State", status.state().name());
    json.put("SubmissionDateTime", seconds(status.submitted()));
    status.completed().ifPresent(end -> json.put("CompletionDateTime", seconds(end)));
    status.reason().ifPresent(reason -> json.put("StateChangeReason", reason));
    status
        .failure()
        .ifPresent(
            failure ->
                json.putObject("AthenaError")
                    .put("ErrorCategory", failure.category())
                    .put("ErrorType", failure.number())
                    .put("Retryable", failure.retryable())
                    .put("ErrorMessage", status.reason().orElse("")));
    return json;
  }

  private static QueryStatus readStatus(JsonNode json) {
    return new QueryStatus(
        QueryState.valueOf(json.get("State").asText()),
        instant(json.get("SubmissionDateTime")),
        Optional.ofNullable(json.get("CompletionDateTime")).map(ExecutionJson::instant),
        text(json, "StateChangeReason"),
        Optional.ofNullable(json.get("AthenaError"))
            .map(error -> FailureType.ofNumber(error.get("ErrorType").asInt())));
  }

  private static ObjectNode statistics(QueryExecution execution) {
    QueryStatistics statistics = execution.statistics();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("DataScannedInBytes", execution.outcome().scannedBytes());
    json.put("EngineExecutionTimeInMillis", statistics.running().toMillis());
    json.put("QueryQueueTimeInMillis", statistics.queued().toMillis());
    json.put("TotalExecutionTimeInMillis", statistics.total().toMillis());
    execution.outcome().manifest().ifPresent(uri -> json.put("DataManifestLocation", uri));
    return json;
  }

  private static Optional<String> text(JsonNode json, String field) {
    return Optional.ofNullable(json.get(field)).map(JsonNode::asText);
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }

  private static Instant instant(JsonNode seconds) {
    return Instant.ofEpochMilli(Math.round(seconds.asDouble() * 1000));
  }
}
