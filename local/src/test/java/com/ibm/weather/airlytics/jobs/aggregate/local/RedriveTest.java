package com.ibm.weather.airlytics.jobs.aggregate.local;

import static com.ibm.weather.airlytics.jobs.aggregate.local.RecordedFunctions.Failing.AFTER_ITS_WORK;
import static com.ibm.weather.airlytics.jobs.aggregate.local.RecordedFunctions.Failing.BEFORE_ITS_WORK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.StageException;
import com.ibm.weather.airlytics.jobs.aggregate.local.RecordedFunctions.Call;
import com.ibm.weather.airlytics.jobs.aggregate.local.RecordedFunctions.Failure;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that failed at a function are redriven after other runs, and requests of a run that is long
 * done are sent once more: what is shown stays what the newest run showed, and the next run is
 * right. Every test goes on from the day on which another stopped.
 */
class RedriveTest {

  private static final LocalDate FIRST_DAY = LocalDate.parse("2021-06-01");

  /** In this order each run gets further than the one before. */
  private static final List<Failure> WHILE_AGGREGATING =
      List.of(
          new Failure("CheckLastDay prepare", AFTER_ITS_WORK),
          new Failure("ImportToUserDb check", AFTER_ITS_WORK),
          new Failure("CheckLastDay complete", AFTER_ITS_WORK),
          new Failure("DailyAggregation prepare", AFTER_ITS_WORK),
          new Failure("DailyAggregation complete", BEFORE_ITS_WORK),
          new Failure("DailyAggregation complete", AFTER_ITS_WORK));

  private static final List<Failure> WHILE_PUBLISHING =
      List.of(
          new Failure("WindowAggregation prepare", AFTER_ITS_WORK),
          new Failure("WindowAggregation publish", BEFORE_ITS_WORK),
          new Failure("WindowAggregation complete", BEFORE_ITS_WORK),
          new Failure("WindowAggregation publish", AFTER_ITS_WORK),
          new Failure("WindowAggregation complete", AFTER_ITS_WORK),
          new Failure("ExportCsv prepare", AFTER_ITS_WORK),
          new Failure("ExportCsv complete", BEFORE_ITS_WORK),
          new Failure("ExportCsv complete", AFTER_ITS_WORK),
          new Failure("ImportToUserDb prepare", AFTER_ITS_WORK),
          new Failure("ImportToUserDb start", BEFORE_ITS_WORK));

  @TempDir private static Path folder;

  private static RedriveFixture fixture;
  private static List<String> stateThatIsRight = List.of();
  private static LocalDate newestDay = FIRST_DAY.plusDays(1);

  @BeforeAll
  static void startServicesAndRunOnce() throws Exception {
    fixture = RedriveFixture.start(folder, FIRST_DAY, 20);
    fixture.run(newestDay);
  }

  @AfterAll
  static void stopServices() {
    fixture.close();
  }

  @Test
  void runsOfAnOlderDayTakeNothingBack() throws Exception {
    LocalDate day = nextDay();
    Map<Failure, RecordedFunctions> failed = failedRuns(day, WHILE_AGGREGATING);
    failed.putAll(failedRuns(day, WHILE_PUBLISHING));
    LocalDate newer = nextDay();
    fixture.run(newer);
    fixture.job().output().requireEverythingUpTo(newer);
    List<JsonNode> imports = fixture.job().imports();

    for (Map.Entry<Failure, RecordedFunctions> run : furthestFirst(failed)) {
      JobResult result = fixture.redrive(run.getValue(), day);

      assertThat(result.exitCode()).as("%s", run.getKey()).isEqualTo(JobResult.DONE);
      requireShown(newer, imports, run.getKey());
      fixture.job().output().requireDailyAggregates(day);
    }
    requireNextRunIsRight();
  }

  @Test
  void runsOfTheNewestDayTakeNothingBackOfALaterRunForIt() throws Exception {
    LocalDate day = nextDay();
    fixture.run(day);
    fixture.job().addEvents(day, "late-user", 1_000_003);
    fixture.job().runStage("DailyAggregation", day.plusDays(1), day);
    Map<Failure, RecordedFunctions> failed = failedRuns(day, WHILE_PUBLISHING);
    fixture.run(day);
    fixture.job().output().requireEverythingUpTo(day);
    List<JsonNode> imports = fixture.job().imports();

    for (Map.Entry<Failure, RecordedFunctions> run : furthestFirst(failed)) {
      JobResult result = fixture.redrive(run.getValue(), day);

      assertThat(result.exitCode()).as("%s", run.getKey()).isEqualTo(JobResult.DONE);
      requireShown(day, imports, run.getKey());
    }
    requireNextRunIsRight();
  }

  @Test
  void runsOfADayThatWasDoneAgainStageByStageCatchUp() throws Exception {
    LocalDate day = nextDay();
    Map<Failure, RecordedFunctions> failed = failedRuns(day, WHILE_PUBLISHING.subList(0, 8));
    int lateUsers = 0;
    for (Map.Entry<Failure, RecordedFunctions> run : failed.entrySet()) {
      fixture.job().addEvents(day, "late-user-" + ++lateUsers, 1_000_003);
      fixture.job().runStage("DailyAggregation", day.plusDays(1), day);
      fixture.job().runStage("WindowAggregation", day.plusDays(1), day);

      JobResult result = fixture.redrive(run.getValue(), day);

      assertThat(result.exitCode()).as("%s", run.getKey()).isEqualTo(JobResult.DONE);
      fixture.job().output().requireEverythingUpTo(day);
    }
    requireNextRunIsRight();
  }

  /** From the last to the first, so that what one does anew sends no other back to prepare. */
  @Test
  void requestsOfAnOldRunChangeNothingThatIsShown() throws Exception {
    LocalDate day = nextDay();
    RecordedFunctions old = fixture.run(day);
    LocalDate newer = nextDay();
    fixture.run(newer);
    List<JsonNode> imports = fixture.job().imports();
    List<Call> calls = new ArrayList<>(old.calls());
    Collections.reverse(calls);
    List<String> beginAgain = new ArrayList<>();

    for (Call call : calls) {
      try {
        old.sendAgain(call);
      } catch (StageException e) {
        beginAgain.add(call.name());
      }
      requireShown(newer, imports, call.name());
    }
    assertThat(beginAgain)
        .containsExactly(
            "ImportToUserDb follow",
            "ImportToUserDb start",
            "ExportCsv complete",
            "WindowAggregation complete",
            "WindowAggregation publish",
            "DailyAggregation complete");
    requireNextRunIsRight();
    fixture.job().output().requireDailyAggregates(day);
  }

  private static LocalDate nextDay() {
    newestDay = newestDay.plusDays(1);
    return newestDay;
  }

  private static Map<Failure, RecordedFunctions> failedRuns(LocalDate day, List<Failure> failures)
      throws Exception {
    Map<Failure, RecordedFunctions> failed = new LinkedHashMap<>();
    for (Failure failure : failures) {
      failed.put(failure, fixture.failedRun(day, failure));
    }
    return failed;
  }

  /** Otherwise what one redrive does anew would send the next one back to prepare. */
  private static List<Map.Entry<Failure, RecordedFunctions>> furthestFirst(
      Map<Failure, RecordedFunctions> failed) {
    List<Map.Entry<Failure, RecordedFunctions>> runs = new ArrayList<>(failed.entrySet());
    Collections.reverse(runs);
    return runs;
  }

  /** What has not changed is right still. */
  private static void requireShown(LocalDate day, List<JsonNode> imports, Object after)
      throws Exception {
    assertThat(fixture.job().imports()).as("imports after %s", after).isEqualTo(imports);
    List<String> state = fixture.job().state();
    if (!state.equals(stateThatIsRight)) {
      fixture.job().output().requireEverythingUpTo(day);
      stateThatIsRight = state;
    }
  }

  private static void requireNextRunIsRight() throws Exception {
    LocalDate day = nextDay();
    fixture.run(day);
    fixture.job().output().requireEverythingUpTo(day);
  }
}
