package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class DashboardCheckTest extends CheckTest {

  DashboardCheckTest() {
    super(new DashboardCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("DashboardBody:")
            .replace("\"widgets\": [", "\"widgets\": ")
            .isFound("the dashboard's body"),
        template("DashboardBody:")
            .replace("\"ExecutionsSucceeded\"", "\"ExecutionsDone\"")
            .isFound(
                "the widget \"Runs a day\" looks at ExecutionsDone of AWS/States, which nobody writes"),
        template("DashboardBody:")
            .replace("OR \\\"EventsWithoutUser\\\"", "OR \\\"EventsWithoutUsers\\\"")
            .isFound(
                "looks at EventsWithoutUsers of Airlytics/airlytics-event-aggregator, which nobody writes"),
        template("DashboardBody:")
            .replace(",Deployment,Aggregation}", ",Aggregation}")
            .isFound("looks at MissingDays by"),
        template("DashboardBody:")
            .replace(
                "\"FunctionName\", \"${CheckLastDayFunction}\"",
                "\"FunctionName\", \"CheckLastDay\"")
            .isFound("looks at Errors of FunctionName CheckLastDay"),
        template("DashboardBody:")
            .replace(", \"${BytesScannedAlarm.Arn}\"", "")
            .isFound("the dashboard does not show BytesScannedAlarm"),
        template("DashboardBody:")
            .replace("\"x\": 16, \"y\": 9, \"width\": 8", "\"x\": 16, \"y\": 9, \"width\": 9")
            .isFound("is beside the dashboard"),
        template("DashboardBody:")
            .replace("\"x\": 8, \"y\": 9,", "\"x\": 7, \"y\": 9,")
            .isFound("covers the widget \"Users and events\""),
        template("DashboardBody:")
            .replace("SOURCE '${StateMachineLogs}'", "SOURCE '${StateMachine}'")
            .isFound("reads a log that nobody writes"));
  }
}
