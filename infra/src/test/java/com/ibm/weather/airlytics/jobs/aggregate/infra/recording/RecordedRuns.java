package com.ibm.weather.airlytics.jobs.aggregate.infra.recording;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FiguresListener;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobRun;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.RunServices;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.DeployedFunctions;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import com.ibm.weather.airlytics.jobs.aggregate.infra.Deployed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Runs of the definition in this process, against the embedded services, that together go through
 * every path of every stage.
 */
final class RecordedRuns {

  private static final LocalDate FIRST_DAY = SampleInstallation.FIRST_DAY;
  private static final String EXECUTION =
      "arn:aws:states:eu-west-1:123456789012:execution:event-aggregator:run-7";

  /** When a process is given up that does nothing; the runs themselves take their time. */
  private static final LeaseTimes SOON =
      new LeaseTimes(ofSeconds(1), ofSeconds(5), ofSeconds(8), ofSeconds(2));

  private static final String TODAY = FIRST_DAY.plusDays(4).toString();

  private final SampleInstallation installation;
  private final Set<String> states = new TreeSet<>();
  private final AthenaClient athena;
  private final Map<String, RequestStreamHandler> functions;
  private ExecutionStatus status = ExecutionStatus.RUNNING;

  private RecordedRuns(
      SampleInstallation installation, RecordingClients clients, OutputStream metrics) {
    this.installation = installation;
    this.athena = clients.athena();
    this.functions =
        DeployedFunctions.of(
            Deployed.CONFIGURATION_URI,
            Deployed.ENVIRONMENT_VARIABLES,
            SOON,
            clients::dataLakeOf,
            clients::earlierQueriesOf,
            new PrintStream(metrics, true, StandardCharsets.UTF_8));
  }

  /** Runs them all. */
  static Recording record() {
    try (TemporaryFolder folder = TemporaryFolder.create();
        SampleInstallation installation = SampleInstallation.in(folder.path());
        RecordingClients clients = new RecordingClients(installation.services())) {
      ByteArrayOutputStream metrics = new ByteArrayOutputStream();
      RecordedRuns runs = new RecordedRuns(installation, clients, metrics);
      runs.run();
      return new Recording(
          runs.states,
          clients.calls(),
          clients.statements(),
          WrittenMetrics.read(metrics.toString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run() throws IOException {
    firstRunAndTheNextDay();
    eventOfARule();
    dayRedoneSoThatWindowsAreRewrittenWhileShown();
    daysDoneAgain();
    eachStageAlone();
    stagesWhoseEarlierAttemptDidNotEnd();
    windowsOfAnEarlierDay();
    historyThatBeginsEarlier();
    lastDayThatIsNotComplete();
    daysThatFail();
    userWhomTheUserDbWouldRefuse();
    otherRunsThatAreAtWorkOrGone();
    stagesThatAreRedrivenAfterOtherRuns();
  }

  private void firstRunAndTheNextDay() {
    done(runOn(FIRST_DAY.plusDays(3)));
    done(runOn(FIRST_DAY.plusDays(4)));
  }

  /** What an EventBridge rule starts: its event does not say which aggregation. */
  private void eventOfARule() {
    String event =
        """
        {"version": "0", "id": "6f1c2d3e-0a4b-4c5d-8e9f-a1b2c3d4e5f6", "account": "123456789012",
         "detail-type": "Scheduled Event", "source": "aws.events", "region": "eu-west-1",
         "resources": ["arn:aws:events:eu-west-1:123456789012:rule/daily"],
         "time": "%sT03:00:00Z", "detail": {}}
        """
            .formatted(FIRST_DAY.plusDays(4));
    done(run((ObjectNode) Json.tree(event, "the event")));
  }

  private void dayRedoneSoThatWindowsAreRewrittenWhileShown() {
    LocalDate today = FIRST_DAY.plusDays(4);
    done(stage("DailyAggregation", today, FIRST_DAY.plusDays(1)));
    done(runOn(today));
    done(runOn(today));
  }

  private void daysDoneAgain() {
    ObjectNode input = Json.MAPPER.createObjectNode();
    done(run(input.put("reprocess", FIRST_DAY.plusDays(2).toString()).put("today", TODAY)));
  }

  private void eachStageAlone() {
    LocalDate today = FIRST_DAY.plusDays(4);
    for (String stage :
        List.of("CheckLastDay", "WindowAggregation", "ExportCsv", "ImportToUserDb")) {
      done(stage(stage, today, today.minusDays(1)));
    }
    ObjectNode nothingElse = Json.MAPPER.createObjectNode();
    done(run(nothingElse.put("stage", "ImportToUserDb").put("day", "" + today.minusDays(1))));
  }

  private void stagesWhoseEarlierAttemptDidNotEnd() {
    LocalDate today = FIRST_DAY.plusDays(4);
    LocalDate day = today.minusDays(1);
    try (DeadRun deadRun = new DeadRun(installation.services(), day)) {
      for (String stage : List.of("DailyAggregation", "WindowAggregation", "ExportCsv")) {
        String query = deadRun.leaveAttempt(stage);
        done(stage(stage, today, day));
        assertThat(deadRun.hasEnded(query)).as("the query of %s", stage).isTrue();
      }
    }
  }

  private void windowsOfAnEarlierDay() {
    LocalDate earlier = FIRST_DAY.plusDays(1);
    done(stage("WindowAggregation", FIRST_DAY.plusDays(4), earlier));
    failed(stage("ImportToUserDb", FIRST_DAY.plusDays(4), earlier)); // there is no CSV of that day
  }

  private void historyThatBeginsEarlier() {
    done(run(input("EARLIER", FIRST_DAY.plusDays(4))));
  }

  private void lastDayThatIsNotComplete() throws IOException {
    installation.hidePartition(FIRST_DAY.plusDays(4));
    done(runOn(FIRST_DAY.plusDays(5)));
  }

  private void daysThatFail() {
    ObjectNode strict = input("STRICT", FIRST_DAY.plusDays(4));
    failed(run(strict.put("stage", "DailyAggregation").put("day", FIRST_DAY.toString())));
    assertThat(run(input("NONE", FIRST_DAY.plusDays(4))).exitCode())
        .isEqualTo(JobResult.WRONG_INPUT);
  }

  private void userWhomTheUserDbWouldRefuse() {
    LocalDate day = FIRST_DAY.plusDays(3);
    installation.addUserWithLongId(day);
    done(stage("DailyAggregation", day.plusDays(1), day));
    failed(runOn(day.plusDays(1)));
  }

  private void otherRunsThatAreAtWorkOrGone() {
    LocalDate today = FIRST_DAY.plusDays(2);
    installation.giveLeaseTo("process 17 on pod");
    done(runOn(today));
    installation.giveLeaseTo(EXECUTION);
    status = ExecutionStatus.RUNNING;
    done(runOn(today));
    failed(stage("ExportCsv", today, FIRST_DAY));
    status = ExecutionStatus.FAILED;
    try (DeadRun deadRun = new DeadRun(installation.services(), today)) {
      String query = deadRun.leaveQuery("WindowAggregation");
      done(runOn(today));
      assertThat(deadRun.hasEnded(query)).as("the query of the run that is gone").isTrue();
    }
  }

  /** Each of them finds that nobody holds the lease any more. */
  private void stagesThatAreRedrivenAfterOtherRuns() throws IOException {
    LocalDate day = FIRST_DAY.plusDays(1);
    JsonNode prepared =
        invoke(
            "CheckLastDay",
            Json.MAPPER
                .createObjectNode()
                .put("phase", "prepare")
                .put("executionName", "run-8")
                .put("startTime", Instant.now().toString())
                .set("input", input("LTV", day.plusDays(1))));
    ObjectNode request =
        Json.MAPPER
            .createObjectNode()
            .put("phase", "prepare")
            .put("day", day.toString())
            .put("first", true)
            .set("run", prepared.at("/plan/run"));
    for (String stage :
        List.of("DailyAggregation", "WindowAggregation", "ExportCsv", "ImportToUserDb")) {
      installation.removeLease();
      invoke(stage, request);
    }
    installation.removeLease();
  }

  private JsonNode invoke(String stage, JsonNode request) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    functions
        .get(stage)
        .handleRequest(
            new ByteArrayInputStream(request.toString().getBytes(StandardCharsets.UTF_8)),
            answer,
            null);
    return Json.tree(answer.toString(StandardCharsets.UTF_8), "the answer");
  }

  private JobResult runOn(LocalDate today) {
    return run(input("LTV", today));
  }

  private JobResult stage(String stage, LocalDate today, LocalDate day) {
    return run(input("LTV", today).put("stage", stage).put("day", day.toString()));
  }

  private JobResult run(ObjectNode input) {
    JobRun run =
        new JobRun(
            "run-1",
            new RunServices(athena, this::stepFunctions, functions),
            new Progress(),
            FiguresListener.NONE,
            LeaseTimes.STANDARD);
    JobResult result = run.execute(input, Instant.now());
    result.path().forEach(path -> path.steps().forEach(step -> states.add(step.state())));
    return result;
  }

  private SfnClient stepFunctions() {
    return new SfnClient() {
      @Override
      public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
        assertThat(request.executionArn()).isEqualTo(EXECUTION);
        return DescribeExecutionResponse.builder().status(status).build();
      }

      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {}
    };
  }

  private static ObjectNode input(String aggregation, LocalDate today) {
    return Json.MAPPER
        .createObjectNode()
        .put("aggregation", aggregation)
        .put("environment", Deployed.ENVIRONMENT)
        .put("product", Deployed.PRODUCT)
        .put("deployment", Deployed.DEPLOYMENT)
        .put("time", today + "T03:00:00Z");
  }

  private static void done(JobResult result) {
    assertThat(result.exitCode()).as("%s", result.path()).isEqualTo(JobResult.DONE);
  }

  private static void failed(JobResult result) {
    assertThat(result.exitCode()).as("%s", result.path()).isEqualTo(JobResult.FAILED);
  }
}
