package com.ibm.weather.airlytics.jobs.aggregate.infra;

import java.util.List;

/** Holds the templates, the definition and the code against each other. */
@FunctionalInterface
interface Check {

  /** What is wrong, in plain sentences; empty when nothing is. */
  List<String> findings(Sources sources);
}
