package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The figures of stages, one line each. */
public final class StageTable {

  private StageTable() {}

  /** The line of a stage. */
  public static String line(StageFigures stage) {
    return String.format(
            Locale.ROOT,
            "%-17s %10s %14s (%s DML) %12s %10s scanned   %s",
            stage.stage(),
            Text.duration(stage.duration()),
            Text.count(stage.statements(), "statement"),
            Text.count(stage.dataStatements()),
            rows(stage),
            Text.bytes(stage.scannedBytes()),
            stage.message())
        .stripTrailing();
  }

  private static String rows(StageFigures stage) {
    return stage.rows().isPresent() ? Text.count(stage.rows().getAsLong(), "row") : "";
  }

  /** The line of all stages together. */
  static String total(List<StageFigures> stages, Duration duration) {
    return line(
        new StageFigures(
            "Together",
            duration,
            stages.stream().mapToInt(StageFigures::statements).sum(),
            stages.stream().mapToInt(StageFigures::dataStatements).sum(),
            stages.stream().mapToLong(StageFigures::scannedBytes).sum(),
            OptionalLong.empty(),
            ""));
  }
}
