package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.ErrorNames;
import java.util.Optional;

/**
 * Counts the events that Step Functions would write into the history of a Standard execution, and
 * ends the execution where Step Functions would: the last place is for the event with which it
 * ends, and when another one comes instead, it fails, with an error that nothing retries or
 * catches. An execution that a Distributed Map starts has a history of its own.
 *
 * <p>Which events a state causes is not documented as a list. What is counted here are the
 * sequences that GetExecutionHistory shows: {@code TaskStateEntered, TaskScheduled, TaskStarted,
 * TaskSucceeded, TaskStateExited} for a Task, with {@code TaskSubmitted} for one that waits for a
 * job ({@code .sync}); {@code TaskFailed, TaskScheduled, TaskStarted} more with every retry; {@code
 * MapStateEntered, MapStateStarted, MapStateSucceeded, MapStateExited} for a Map, and within them
 * {@code MapIterationStarted, MapIterationSucceeded} for each item of an Inline Map, or {@code
 * MapRunStarted, MapRunSucceeded} for the whole of a Distributed Map; an entered and an exited
 * event for all other states but Fail.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/bp-history-limit.html">the
 *     quota in the developer guide</a>
 */
final class History {
  /** The quota; it cannot be raised. */
  static final int MOST_EVENTS = 25_000;

  private final StatePath execution;
  private final ExecutionListener listener;
  private final Optional<History> parent;
  private int events;
  private int children;
  private int mostChildEvents;
  private Optional<Failure> full = Optional.empty();

  private History(StatePath execution, ExecutionListener listener, Optional<History> parent) {
    this.execution = execution;
    this.listener = listener;
    this.parent = parent;
  }

  static History root(ExecutionListener listener) {
    return new History(StatePath.ROOT, listener, Optional.empty());
  }

  /** The history of an execution that a Distributed Map starts. */
  History child(StatePath iteration) {
    return new History(iteration, listener, Optional.of(this));
  }

  /**
   * Adds an event of a state.
   *
   * @throws StateFailedException when there is no place for it, then and ever after
   */
  synchronized void add(HistoryEvent event, StatePath path) throws StateFailedException {
    if (events >= MOST_EVENTS - 1) {
      full = full.or(() -> Optional.of(failure(event, path)));
      throw new StateFailedException(full.get());
    }
    append(event);
  }

  /** Adds an event of something that is stopped, unless the history is full. */
  synchronized void addStopped(HistoryEvent event) {
    if (events < MOST_EVENTS - 1) {
      append(event);
    }
  }

  /** Adds the event with which the execution ends, for which there always is a place. */
  void end(HistoryEvent event) {
    synchronized (this) {
      append(event);
    }
    parent.ifPresent(history -> history.childEnded(this));
  }

  private void append(HistoryEvent event) {
    events++;
    listener.historyEvent(execution, event);
  }

  private synchronized void childEnded(History child) {
    children++;
    mostChildEvents = Math.max(mostChildEvents, child.events());
  }

  synchronized int events() {
    return events;
  }

  synchronized QuotaUse use(LargestPayload largest) {
    return new QuotaUse(events, children, mostChildEvents, largest);
  }

  private static Failure failure(HistoryEvent event, StatePath path) {
    return new Failure(
        ErrorNames.RUNTIME,
        "The execution reached the maximum number of history events (%d), and %s of %s would be one more. Let a Distributed Map run what repeats: its iterations have histories of their own"
            .formatted(MOST_EVENTS, event, path),
        path);
  }
}
