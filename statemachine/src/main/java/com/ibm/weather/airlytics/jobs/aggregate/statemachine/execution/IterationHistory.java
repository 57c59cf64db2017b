package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.MapState;

/**
 * What an iteration adds: to the history of the execution when it belongs to an Inline Map; to one
 * of its own when it is an execution that a Distributed Map starts.
 *
 * @param history the history that the iteration's states add to
 * @param path the iteration
 */
record IterationHistory(MapState.Mode mode, History history, StatePath path) {

  static IterationHistory of(MapState.Mode mode, History map, StatePath path) {
    return switch (mode) {
      case INLINE -> new IterationHistory(mode, map, path);
      case DISTRIBUTED -> new IterationHistory(mode, map.child(path), path);
    };
  }

  void started() throws StateFailedException {
    switch (mode) {
      case INLINE -> history.add(HistoryEvent.MAP_ITERATION_STARTED, path);
      case DISTRIBUTED -> history.add(HistoryEvent.EXECUTION_STARTED, path);
    }
  }

  void succeeded() throws StateFailedException {
    switch (mode) {
      case INLINE -> history.add(HistoryEvent.MAP_ITERATION_SUCCEEDED, path);
      case DISTRIBUTED -> history.end(HistoryEvent.EXECUTION_SUCCEEDED);
    }
  }

  void failed() throws StateFailedException {
    switch (mode) {
      case INLINE -> history.add(HistoryEvent.MAP_ITERATION_FAILED, path);
      case DISTRIBUTED -> history.end(HistoryEvent.EXECUTION_FAILED);
    }
  }

  void stopped() {
    switch (mode) {
      case INLINE -> history.addStopped(HistoryEvent.MAP_ITERATION_ABORTED);
      case DISTRIBUTED -> history.end(HistoryEvent.EXECUTION_ABORTED);
    }
  }
}
