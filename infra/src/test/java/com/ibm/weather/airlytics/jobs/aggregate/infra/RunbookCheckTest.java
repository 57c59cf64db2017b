package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.runbook;
import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class RunbookCheckTest extends CheckTest {

  RunbookCheckTest() {
    super(new RunbookCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        runbook("")
            .replace("## Freshness\n", "## Fresh\n")
            .isFound("the runbook has no heading Freshness"),
        template("  BytesScannedAlarm:")
            .replace("README.md, BytesScanned.", "README.md.")
            .isFound("BytesScannedAlarm does not lead to its part of the runbook"),
        runbook("")
            .replace("`QueryResultsBucket` |", "`ResultsBucket` |")
            .isFound("the README does not name `QueryResultsBucket`"),
        template("Outputs:")
            .replace("  WorkGroupConsole:", "  WorkGroupLink:")
            .isFound("there is no output WorkGroupConsole"));
  }
}
