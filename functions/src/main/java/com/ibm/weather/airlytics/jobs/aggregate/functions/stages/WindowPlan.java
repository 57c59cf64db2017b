package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import java.util.List;

/**
 * What is to be done for a window.
 *
 * @param window its place in the configuration
 * @param snapshot the snapshot it shall have
 * @param origin what it is computed from, for the log
 * @param parts what its statements write; empty when it is there
 */
record WindowPlan(int window, Snapshot snapshot, WindowTask task, String origin, List<Part> parts) {

  WindowPlan {
    parts = List.copyOf(parts);
  }

  SecondaryAggregation configured(Run run) {
    return run.configuration().secondaryAggregations().get(window);
  }

  /** What becomes of the window, for a person. */
  String outcome(Run run) {
    String name = configured(run).columnSuffix();
    return switch (task) {
      case NOTHING -> name + " was there";
      case MARK -> name + " was written, a newer one is shown";
      case PUBLISH -> name + " was written, now shown";
      case WRITE -> name + " from " + origin + ", a newer one is shown";
      case WRITE_AND_PUBLISH -> name + " from " + origin;
    };
  }
}
