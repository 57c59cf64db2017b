package com.ibm.weather.airlytics.jobs.aggregate.local.athena.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.InvalidRequestException;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.InvalidRequestException.Code;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.ExecutionJson;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryExecution;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryRequest;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryService;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.ResultPage;
import java.io.IOException;
import java.util.Map;

/** The operations on query executions. */
final class QueryOperations {

  private static final String ID = "QueryExecutionId";
  private static final int LONGEST_QUERY = 262_144;
  private static final int MOST_IDS = 50;

  private final QueryService queries;

  QueryOperations(QueryService queries) {
    this.queries = queries;
  }

  Map<String, Operation> byName() {
    return Map.of(
        "StartQueryExecution", this::start,
        "GetQueryExecution", this::get,
        "BatchGetQueryExecution", this::batchGet,
        "ListQueryExecutions", this::list,
        "StopQueryExecution", this::stop,
        "GetQueryResults", this::results,
        "GetWorkGroup", QueryOperations::workGroup);
  }

  private JsonNode start(RequestBody request) {
    if (request.has("ExecutionParameters")) {
      throw invalid(Code.INVALID_INPUT, "ExecutionParameters are not supported here");
    }
    RequestBody context = request.object("QueryExecutionContext");
    requireCatalog(context.optionalText("Catalog").orElse(CatalogOperations.CATALOG));
    String sql =
        request
            .optionalText("QueryString", 1, LONGEST_QUERY)
            .orElseGet(() -> request.text("QueryString"));
    String id =
        queries.start(
            new QueryRequest(
                sql,
                request.optionalText("ClientRequestToken", 32, 128),
                context.optionalText("Database").orElse("default"),
                request.object("ResultConfiguration").optionalText("OutputLocation"),
                requiredWorkGroup(request)));
    return object().put(ID, id);
  }

  private JsonNode get(RequestBody request) {
    return object().set("QueryExecution", ExecutionJson.shown(queries.get(request.text(ID))));
  }

  private JsonNode batchGet(RequestBody request) {
    ObjectNode response = object();
    ArrayNode found = response.putArray("QueryExecutions");
    ArrayNode unknown = response.putArray("UnprocessedQueryExecutionIds");
    for (String id : request.texts("QueryExecutionIds", 1, MOST_IDS)) {
      try {
        found.add(ExecutionJson.shown(queries.get(id)));
      } catch (InvalidRequestException e) {
        unknown
            .addObject()
            .put(ID, id)
            .put("ErrorCode", e.code().name())
            .put("ErrorMessage", e.getMessage());
      }
    }
    return response;
  }

  private JsonNode list(RequestBody request) {
    requiredWorkGroup(request);
    ObjectNode response = object();
    ArrayNode ids = response.putArray("QueryExecutionIds");
    Pages.page(queries.ids(), request, response).forEach(ids::add);
    return response;
  }

  private JsonNode stop(RequestBody request) {
    queries.stop(request.text(ID));
    return object();
  }

  private JsonNode results(RequestBody request) throws IOException {
    QueryExecution execution = queries.get(request.text(ID));
    long start = request.optionalText("NextToken").map(QueryOperations::position).orElse(0L);
    int count = request.number("MaxResults", 1, 1000, 1000);
    ResultPage page = queries.results(execution.id(), start, count);
    ObjectNode response = object();
    response.put("UpdateCount", queries.get(execution.id()).outcome().updateCount());
    response.set("ResultSet", ResultJson.of(page, queries.get(execution.id()).outcome().columns()));
    page.next().ifPresent(next -> response.put("NextToken", Long.toString(next)));
    return response;
  }

  private static JsonNode workGroup(RequestBody request) {
    requiredWorkGroup(request);
    ObjectNode response = object();
    ObjectNode group =
        response.putObject("WorkGroup").put("Name", "primary").put("State", "ENABLED");
    ObjectNode configuration =
        group.putObject("Configuration").put("EnforceWorkGroupConfiguration", false);
    configuration.putObject("ResultConfiguration");
    configuration
        .putObject("EngineVersion")
        .put("SelectedEngineVersion", "AUTO")
        .put("EffectiveEngineVersion", "Athena engine version 3");
    return response;
  }

  private static String requiredWorkGroup(RequestBody request) {
    String name = request.optionalText("WorkGroup").orElse("primary");
    if (!name.equals("primary")) {
      throw invalid(Code.INVALID_INPUT, "WorkGroup " + name + " is not found.");
    }
    return name;
  }

  private static void requireCatalog(String name) {
    if (!name.equalsIgnoreCase(CatalogOperations.CATALOG)) {
      throw invalid(Code.INVALID_INPUT, "Catalog " + name + " was not found");
    }
  }

  private static long position(String token) {
    if (!token.matches("\\d{1,18}")) {
      throw invalid(Code.INVALID_PAGINATION_TOKEN, "Invalid NextToken " + token);
    }
    return Long.parseLong(token);
  }

  private static InvalidRequestException invalid(Code code, String message) {
    return new InvalidRequestException(code, message);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
