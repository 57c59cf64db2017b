package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import java.time.LocalDate;
import java.util.List;

/**
 * Something that happens to an aggregation. A step makes sense whichever came before it, so that
 * any of them can be left out of a history.
 */
sealed interface Step {

  /** Lets it happen, and requires that what is seen then is right. */
  void take(HistoryRun history) throws Exception;

  /** A day is over, and these events are there: on another day, if the day was over before. */
  record DayArrives(LocalDate day, List<Event> events) implements Step {
    @Override
    public void take(HistoryRun history) throws Exception {
      history.arrive(day, events);
    }
  }

  /** The job runs to its end. */
  record JobRuns() implements Step {
    @Override
    public void take(HistoryRun history) throws Exception {
      history.run();
    }
  }

  /** The job is told to end at a certain call to S3 or Athena, if it comes so far. */
  record JobIsStopped(int call) implements Step {
    @Override
    public void take(HistoryRun history) throws Exception {
      history.runUntil(call);
    }
  }

  /** A run finds a file of raw events that nobody can read; then the file is removed. */
  record JobFindsABrokenFile(LocalDate day) implements Step {
    @Override
    public void take(HistoryRun history) throws Exception {
      history.runWithBrokenFile(day);
    }
  }

  /** A run is asked for an earlier last day than the newest. */
  record JobRunsForAnEarlierDay(int daysBack) implements Step {
    @Override
    public void take(HistoryRun history) throws Exception {
      history.runForAnEarlierDay(daysBack);
    }
  }

  /** One stage is run again, for the newest day. */
  record StageRunsAgain(String stage) implements Step {
    @Override
    public void take(HistoryRun history) throws Exception {
      history.runStage(stage);
    }
  }

  /** Events come late, and the operator has their day done again. */
  record DayIsDoneAgain(LocalDate day, List<Event> late) implements Step {
    @Override
    public void take(HistoryRun history) throws Exception {
      history.doAgainWith(day, late);
    }
  }

  /** A day's events are replaced by others, and the operator has the day done again. */
  record DayIsCorrected(LocalDate day, List<Event> instead) implements Step {
    @Override
    public void take(HistoryRun history) throws Exception {
      history.doAgainInstead(day, instead);
    }
  }

  /** Events come late, and the operator has all days from one to another done again. */
  record DaysAreReprocessed(LocalDate from, LocalDate to, List<Event> late) implements Step {
    @Override
    public void take(HistoryRun history) throws Exception {
      history.reprocess(from, to, late);
    }
  }

  /** Events come late for days that the job looks back to by itself. */
  record DaysAreLookedBackTo(int days, List<Event> late) implements Step {
    @Override
    public void take(HistoryRun history) throws Exception {
      history.lookBack(days, late);
    }
  }

  /** Somebody deletes the marker of a day. */
  record MarkerIsDeleted(LocalDate day) implements Step {
    @Override
    public void take(HistoryRun history) throws Exception {
      history.deleteMarker(day);
    }
  }

  /** The configuration has a window more, or one of that name has another length. */
  record WindowIsSet(String window, int days) implements Step {
    @Override
    public void take(HistoryRun history) throws Exception {
      history.setWindow(window, days);
    }
  }

  /** The configuration has a window less. */
  record WindowIsRemoved(String window) implements Step {
    @Override
    public void take(HistoryRun history) {
      history.removeWindow(window);
    }
  }

  /** The history starts on another day. */
  record StartIsMoved(LocalDate day) implements Step {
    @Override
    public void take(HistoryRun history) throws Exception {
      history.moveStart(day);
    }
  }

  /** The raw events have another number of partitions from now on. */
  record PartitionsAreSet(int partitions) implements Step {
    @Override
    public void take(HistoryRun history) {
      history.setPartitions(partitions);
    }
  }
}
