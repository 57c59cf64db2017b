package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps all histories of an execution. */
final class HistoryRecorder implements ExecutionListener {
  private final Map<String, List<String>> events = new HashMap<>();

  @Override
  public synchronized void historyEvent(StatePath execution, HistoryEvent event) {
    events.computeIfAbsent(execution.toString(), any -> new ArrayList<>()).add(event.toString());
  }

  /** The history of the execution itself, with an empty path, or of an iteration. */
  synchronized List<String> of(String path) {
    return List.copyOf(events.getOrDefault(path, List.of()));
  }
}
