package com.ibm.weather.airlytics.jobs.aggregate.local;

import static com.ibm.weather.airlytics.jobs.aggregate.local.RecordedFunctions.Failing.AFTER_ITS_WORK;
import static com.ibm.weather.airlytics.jobs.aggregate.local.RecordedFunctions.Failing.BEFORE_ITS_WORK;

import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import com.ibm.weather.airlytics.jobs.aggregate.local.RecordedFunctions.Failure;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Days are to be done again, and the run fails somewhere: nobody has to ask for them again, since
 * the next ordinary run carries on. {@code -Devery=1} fails everywhere, otherwise somewhere.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReprocessingCrashTest {

  private static final LocalDate FIRST_DAY = LocalDate.parse("2021-06-01");

  private static final List<Failure> FAILURES =
      List.of(
          new Failure("CheckLastDay complete", AFTER_ITS_WORK),
          new Failure("DailyAggregation prepare", AFTER_ITS_WORK),
          new Failure("DailyAggregation complete", BEFORE_ITS_WORK),
          new Failure("DailyAggregation complete", AFTER_ITS_WORK),
          new Failure("WindowAggregation prepare", AFTER_ITS_WORK),
          new Failure("WindowAggregation publish", AFTER_ITS_WORK),
          new Failure("WindowAggregation complete", AFTER_ITS_WORK),
          new Failure("WindowAggregation prepare for an older day", AFTER_ITS_WORK),
          new Failure("WindowAggregation publish for an older day", BEFORE_ITS_WORK),
          new Failure("WindowAggregation publish for an older day", AFTER_ITS_WORK),
          new Failure("WindowAggregation complete for an older day", AFTER_ITS_WORK));

  private static final int TRIED = Math.max(1, FAILURES.size() / Integer.getInteger("every", 3));

  @TempDir private static Path folder;

  private static RedriveFixture fixture;

  @BeforeAll
  static void runForFourDays() throws Exception {
    fixture = RedriveFixture.start(folder, FIRST_DAY, 6);
    for (int day = 1; day <= 4; day++) {
      fixture.run(june(day));
    }
  }

  @AfterAll
  static void stopServices() {
    fixture.close();
  }

  @Test
  @Order(1)
  void theNextRunCarriesOn() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("ReprocessingCrashTest: -Dseed=" + seed);
    List<Failure> failures = new ArrayList<>(FAILURES);
    Collections.shuffle(failures, new Random(seed));
    for (Failure failure : failures.subList(0, TRIED)) {
      fixture.job().addEvents(june(2), "user-" + FAILURES.indexOf(failure), 1_000_003);
      fixture.failedReprocessing(june(4), new DayRange(june(2), june(3)), failure);

      fixture.run(june(4));

      requireRight(4, failure);
    }
  }

  @Test
  @Order(2)
  void theNextRunCarriesOnAlsoADayLater() throws Exception {
    Failure failure = new Failure("WindowAggregation publish", BEFORE_ITS_WORK);
    fixture.job().addEvents(june(1), "user-of-another-day", 1_000_003);
    fixture.failedReprocessing(june(4), new DayRange(june(1), june(1)), failure);

    fixture.run(june(5));

    requireRight(5, failure);
  }

  private static void requireRight(int lastDay, Failure failure) throws Exception {
    try {
      List<LocalDate> days = FIRST_DAY.datesUntil(june(lastDay + 1)).toList();
      fixture.job().output().requireDailyAggregates(days);
      fixture.job().output().requireEverythingUpTo(june(lastDay));
      fixture.job().output().requireHistory(days);
    } catch (AssertionError e) {
      throw new AssertionError("after " + failure, e);
    }
  }

  private static LocalDate june(int day) {
    return LocalDate.of(2021, 6, day);
  }
}
