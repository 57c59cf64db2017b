package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskContext;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskFailedException;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskResource;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.Row;

/** {@code athena:getQueryResults}: the first page of a query's rows. */
final class AthenaResultsResource implements TaskResource {

  static final String NAME = "arn:aws:states:::athena:getQueryResults";

  private final AthenaClient athena;

  AthenaResultsResource(AthenaClient athena) {
    this.athena = athena;
  }

  @Override
  public JsonNode call(JsonNode arguments, TaskContext context)
      throws TaskFailedException, InterruptedException {
    String id = arguments.path("QueryExecutionId").asText();
    GetQueryResultsResponse page =
        AthenaErrors.named(() -> athena.getQueryResults(request -> request.queryExecutionId(id)));
    ObjectNode result = Json.MAPPER.createObjectNode();
    ArrayNode rows = result.putObject("ResultSet").putArray("Rows");
    for (Row row : page.resultSet().rows()) {
      ArrayNode data = rows.addObject().putArray("Data");
      for (Datum datum : row.data()) {
        ObjectNode value = data.addObject();
        if (datum.varCharValue() != null) {
          value.put("VarCharValue", datum.varCharValue());
        }
      }
    }
    return result;
  }
}
