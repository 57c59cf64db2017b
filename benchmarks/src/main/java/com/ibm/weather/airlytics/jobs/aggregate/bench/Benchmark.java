package com.ibm.weather.airlytics.jobs.aggregate.bench;

import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Chapter;
import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Figure;
import java.util.List;

/** Measures one thing. */
public interface Benchmark {

  /** One word, for the command line. */
  String name();

  /** The figures that the README shows, with their goals. */
  List<Figure> figures(Scale scale);

  /** Measures it. */
  Chapter run(Conditions conditions) throws Exception;
}
