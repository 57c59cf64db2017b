package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Statement;
import java.util.List;

/**
 * What a stage's prepare answers.
 *
 * @param groups the statements to run: groups one after another, the statements of a group side by
 *     side; groups without statements are left out
 * @param plan what complete needs to know, handed to it as it is
 */
public record Prepared<P>(List<List<Statement>> groups, P plan) {

  public Prepared {
    groups = groups.stream().filter(group -> !group.isEmpty()).map(List::copyOf).toList();
  }
}
