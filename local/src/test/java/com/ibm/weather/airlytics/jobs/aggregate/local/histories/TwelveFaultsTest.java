package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import static com.ibm.weather.airlytics.jobs.aggregate.local.histories.Event.worth;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.StageFigures;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The faults of the job that this one replaces, each by a short history in which the old job shows
 * it. What is expected was added up by hand. Those that have to do with Airlock, AWS and the pod
 * are in {@link TwelveFaultsAroundTest}.
 */
class TwelveFaultsTest extends ShortHistory {

  /** Fault 1. */
  @Test
  void failureBetweenTwoWindowsDoesNotCorruptThem() throws Exception {
    long half = 6_000_000_000_000_000_000L;
    job.arrive(DAY_1, worth(half, "ann", DAY_1));
    job.arrive(DAY_2, worth(1, "ann", DAY_2), worth(2, "bob", DAY_2));
    job.arrive(DAY_3, worth(10, "ann", DAY_3));
    job.arrive(DAY_4, worth(100, "ann", DAY_4));
    done(job.run(DAY_5));
    List<String> threeDays = List.of("ann 111 (3)", "bob 2 (1)");
    List<String> total = List.of("ann 6000000000000000111 (4)", "bob 2 (1)");

    // The window of 3 days can be computed, that of all time exceeds a bigint.
    job.arrive(DAY_5, worth(half, "ann", DAY_5));
    for (int attempt = 1; attempt <= 2; attempt++) {
      failed(job.run(DAY_6));
      assertThat(job.readers().shown("d3")).isEqualTo(threeDays);
      assertThat(job.readers().shown("total")).isEqualTo(total);
    }

    job.rawEvents().remove(DAY_5);
    job.arrive(DAY_5, worth(1000, "ann", DAY_5));
    done(job.run("--stage", "DailyAggregation", "--day", "" + DAY_5, "--today", "" + DAY_6));
    done(job.run(DAY_6));
    assertThat(job.readers().shown("d3")).containsExactly("ann 1110 (3)");
    assertThat(job.readers().shown("total"))
        .containsExactly("ann 6000000000000001111 (5)", "bob 2 (1)");
  }

  /** Fault 2. */
  @Test
  void readersNeverFindAWindowTableMissingOrEmpty() throws Exception {
    job.arrive(DAY_1, worth(1, "ann", DAY_1));
    done(job.run(DAY_2));
    try (WindowReader reader = new WindowReader(job.readers(), List.of("d3", "total"))) {
      reader.readOnceMore();
      for (LocalDate day : List.of(DAY_2, DAY_3, DAY_4)) {
        job.arrive(day, worth(day.getDayOfMonth(), "ann", day));
        done(job.run(day.plusDays(1)));
        reader.readOnceMore();
      }

      assertThat(reader.seen("d3"))
          .containsExactly("ann 1 (1)", "ann 3 (2)", "ann 6 (3)", "ann 9 (3)");
      assertThat(reader.seen("total"))
          .containsExactly("ann 1 (1)", "ann 3 (2)", "ann 6 (3)", "ann 10 (4)");
    }
  }

  /** Fault 3. */
  @Test
  void dayWithoutEventsMovesTheWindowsLikeAnyOther() throws Exception {
    job.arrive(DAY_1);
    done(job.run(DAY_2));
    assertThat(job.readers().shown("d3")).isEmpty();
    assertThat(job.readers().shown("total")).isEmpty();

    job.arrive(DAY_2, worth(5, "ann", DAY_2));
    done(job.run(DAY_3));
    assertThat(job.readers().shown("d3")).containsExactly("ann 5 (1)");
    for (LocalDate day : List.of(DAY_3, DAY_4, DAY_5)) {
      job.arrive(day);
      done(job.run(day.plusDays(1)));
    }

    assertThat(job.readers().shown("d3")).isEmpty();
    assertThat(job.readers().shown("total")).containsExactly("ann 5 (1)");
  }

  /** Fault 4. */
  @Test
  void userWithoutEventsInAWindowHasNoRowThere() throws Exception {
    job.arrive(DAY_1, worth(5, "ann", DAY_1), worth(0, "bob", DAY_1));
    for (LocalDate day : List.of(DAY_2, DAY_3, DAY_4)) {
      job.arrive(day, worth(0, "bob", day));
      done(job.run(day.plusDays(1)));
    }

    assertThat(job.readers().shown("d3")).containsExactly("bob 0 (3)");
    assertThat(job.readers().shown("total")).containsExactly("ann 5 (1)", "bob 0 (4)");
    assertThat(job.readers().csv(DAY_4))
        .containsExactlyInAnyOrder(
            List.of("ann", "1", "0", "0", "0", "0", "5", "1"),
            List.of("bob", "1", "0", "1", "0", "3", "0", "4"));
  }

  /** Fault 5. */
  @Test
  void valueThatIsNotANumberDoesNotFailTheDay() throws Exception {
    job.arrive(
        DAY_1,
        worth("\"abc\"", "ann", DAY_1),
        worth("{\"amount\": 5}", "ann", DAY_1),
        worth("1.5", "ann", DAY_1),
        worth("1e30", "ann", DAY_1),
        worth("null", "ann", DAY_1),
        worth(7, "ann", DAY_1).withoutRevenue(),
        worth("5e0", "ann", DAY_1),
        worth(7, "ann", DAY_1).withoutUser());

    JobResult result = done(job.run(DAY_2));

    assertThat(result.stages().get(1).message())
        .contains("6 rejected values", "1 event without a user");
    assertThat(job.readers().shown("total")).containsExactly("ann 5 (7)");
  }

  /** Fault 6. */
  @Test
  void sumOfNoNumberIsZeroInTheCsvAndTheUserDb() throws Exception {
    job.configuration().put("importToUserDb", true);
    job.createImportTable();
    job.arrive(DAY_1, worth("\"abc\"", "ann", DAY_1), worth(5, "bob, the \"other\"", DAY_1));
    job.arrive(DAY_2);

    done(job.run(DAY_3));

    assertThat(job.readers().csvText(DAY_2))
        .containsExactlyInAnyOrder("ann,1,0,0,0,1,0,1", "\"bob, the \"\"other\"\"\",1,0,0,5,1,5,1");
    assertThat(job.readers().userDb())
        .containsExactlyInAnyOrder(
            List.of("ann", "1", "0", "0", "0", "1", "0", "1"),
            List.of("bob, the \"other\"", "1", "0", "0", "5", "1", "5", "1"));
  }

  /** Fault 8. */
  @Test
  void statementsGrowWithDaysAndNotWithWindowsTimesPartitions() throws Exception {
    int partitions = 100;
    job.configuration().put("sourcePartitions", partitions);
    job.addWindow("d7", 7);
    job.addWindow("d30", 30);
    for (LocalDate day : List.of(DAY_1, DAY_2, DAY_3, DAY_4)) {
      job.arrive(
          day,
          IntStream.range(0, partitions)
              .mapToObj(user -> worth(user, "user " + user, day).in(user))
              .toArray(Event[]::new));
    }

    List<StageFigures> firstRun = done(job.run(DAY_4)).stages();
    assertThat(firstRun.stream().mapToInt(StageFigures::statements).sum())
        .isLessThanOrEqualTo(3 * 4 + 30);

    List<StageFigures> dailyRun = done(job.run(DAY_5)).stages();
    assertThat(dailyRun.stream().mapToInt(StageFigures::statements).sum()).isLessThanOrEqualTo(20);
    assertThat(dailyRun.stream().mapToInt(StageFigures::dataStatements).sum())
        .isLessThanOrEqualTo(8);
    assertThat(job.readers().shown("d7"))
        .hasSize(partitions)
        .contains("user 0 0 (4)", "user 99 396 (4)");
  }

  /** Fault 10. */
  @Test
  void floatingPointWindowsDoNotDrift() throws Exception {
    job.configuration().put("aggregatedValueType", "double");
    job.arrive(DAY_1, worth("1e17", "ann", DAY_1));
    for (LocalDate day : List.of(DAY_2, DAY_3, DAY_4)) {
      job.arrive(day, worth("0.25", "ann", day));
      done(job.run(day.plusDays(1)));
    }

    assertThat(job.readers().shown("d3")).containsExactly("ann 0.75 (3)");
  }

  /** Fault 11. */
  @Test
  void userThatMovesToAnotherPartitionIsOneRow() throws Exception {
    job.arrive(DAY_1, worth(5, "ann", DAY_1).in(0));
    done(job.run(DAY_2));
    job.arrive(DAY_2, worth(6, "ann", DAY_2).in(1));
    done(job.run(DAY_3));
    job.arrive(DAY_3, worth(7, "ann", DAY_3).in(0), worth(8, "ann", DAY_3).in(1));
    done(job.run(DAY_4));

    assertThat(job.readers().shown("d3")).containsExactly("ann 26 (4)");
    assertThat(job.readers().shown("total")).containsExactly("ann 26 (4)");
    assertThat(job.readers().csv(DAY_3))
        .containsExactly(List.of("ann", "1", "15", "2", "26", "4", "26", "4"));
  }
}
