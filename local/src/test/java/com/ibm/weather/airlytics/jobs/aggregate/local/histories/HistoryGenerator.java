package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import com.ibm.weather.airlytics.jobs.aggregate.local.histories.Step.DayArrives;
import com.ibm.weather.airlytics.jobs.aggregate.local.histories.Step.DayIsCorrected;
import com.ibm.weather.airlytics.jobs.aggregate.local.histories.Step.DayIsDoneAgain;
import com.ibm.weather.airlytics.jobs.aggregate.local.histories.Step.DaysAreLookedBackTo;
import com.ibm.weather.airlytics.jobs.aggregate.local.histories.Step.DaysAreReprocessed;
import com.ibm.weather.airlytics.jobs.aggregate.local.histories.Step.JobFindsABrokenFile;
import com.ibm.weather.airlytics.jobs.aggregate.local.histories.Step.JobIsStopped;
import com.ibm.weather.airlytics.jobs.aggregate.local.histories.Step.JobRuns;
import com.ibm.weather.airlytics.jobs.aggregate.local.histories.Step.JobRunsForAnEarlierDay;
import com.ibm.weather.airlytics.jobs.aggregate.local.histories.Step.MarkerIsDeleted;
import com.ibm.weather.airlytics.jobs.aggregate.local.histories.Step.PartitionsAreSet;
import com.ibm.weather.airlytics.jobs.aggregate.local.histories.Step.StageRunsAgain;
import com.ibm.weather.airlytics.jobs.aggregate.local.histories.Step.StartIsMoved;
import com.ibm.weather.airlytics.jobs.aggregate.local.histories.Step.WindowIsRemoved;
import com.ibm.weather.airlytics.jobs.aggregate.local.histories.Step.WindowIsSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes up a history: the same seed makes the same one. */
final class HistoryGenerator {

  private static final LocalDate FIRST_DAY = LocalDate.parse("2021-05-30");
  private static final int FEWEST_STEPS = 5;
  private static final int MORE_STEPS = 4;

  /** A run of a day makes some 150 calls to S3 and Athena, one that has much to do more. */
  private static final int CALLS = 220;

  private static final List<String> STAGES =
      List.of(
          "CheckLastDay", "DailyAggregation", "WindowAggregation", "ExportCsv", "ImportToUserDb");

  private final Random random;
  private final EventGenerator events;
  private final List<Step> steps = new ArrayList<>();
  private final String valueType;
  private final LocalDate start;
  private int partitions;
  private LocalDate nextDay = FIRST_DAY;

  private HistoryGenerator(long seed) {
    random = new Random(seed);
    valueType =
        oneOf(List.of("bigint", "bigint", "bigint", "int", "decimal(10,2)", "double", "float"));
    partitions = 2 + random.nextInt(2);
    start = FIRST_DAY.plusDays(random.nextInt(3));
    events = new EventGenerator(random, valueType);
  }

  static History history(long seed) {
    return new HistoryGenerator(seed).generate();
  }

  private History generate() {
    int firstPartitions = partitions;
    List<Integer> windows =
        List.of(2, 3, 5, 7).stream().filter(days -> random.nextInt(3) == 0).toList();
    boolean imported = random.nextInt(12) == 0;
    for (int days = 2 + random.nextInt(4); days > 0; days--) {
      arrive();
    }
    steps.add(run());
    for (int count = FEWEST_STEPS + random.nextInt(MORE_STEPS); count > 0; count--) {
      if (random.nextInt(5) < 3) {
        arrive();
      }
      if (random.nextInt(2) == 0) {
        steps.add(change());
      }
      if (random.nextInt(4) < 3) {
        steps.add(run());
      }
    }
    steps.add(new JobRuns());
    return new History(valueType, firstPartitions, start, windows, imported, steps);
  }

  private void arrive() {
    steps.add(new DayArrives(nextDay, events.of(nextDay, partitions)));
    nextDay = nextDay.plusDays(1);
  }

  private Step run() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> new JobIsStopped(1 + random.nextInt(CALLS));
      case 2 ->
          random.nextBoolean()
              ? new JobFindsABrokenFile(earlierDay(2))
              : new JobRunsForAnEarlierDay(1 + random.nextInt(3));
      default -> new JobRuns();
    };
  }

  private Step change() {
    LocalDate day = earlierDay(6);
    return switch (random.nextInt(9)) {
      case 0, 1 -> late(day);
      case 2 -> new DayIsCorrected(day, events.of(day, partitions));
      case 3 -> new MarkerIsDeleted(day);
      case 4, 5 -> new WindowIsSet("window" + random.nextInt(3), 2 + random.nextInt(6));
      case 6 -> new WindowIsRemoved("window" + random.nextInt(3));
      case 7 -> random.nextBoolean() ? new StartIsMoved(day) : new PartitionsAreSet(++partitions);
      default -> new StageRunsAgain(oneOf(STAGES));
    };
  }

  private Step late(LocalDate day) {
    List<Event> late = events.late(day, partitions);
    if (random.nextInt(3) == 0) {
      return new DayIsDoneAgain(day, late);
    }
    LocalDate other = earlierDay(4);
    List<Event> both = new ArrayList<>(late);
    both.addAll(events.late(other, partitions));
    if (random.nextBoolean()) {
      return new DaysAreLookedBackTo(7, both);
    }
    return day.isBefore(other)
        ? new DaysAreReprocessed(day, other, both)
        : new DaysAreReprocessed(other, day, both);
  }

  private LocalDate earlierDay(int most) {
    return nextDay.minusDays(1 + random.nextInt(most));
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
