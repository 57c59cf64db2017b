package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryFault;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryFault.Moment;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One of the run's queries fails or is cancelled: before it has done anything, with files written
 * that no table shows, or when all is done. The run itself must come to where it would have come
 * undisturbed, but that a temporary table of the attempt that failed may be left, which the next
 * run removes. {@code -Devery=1} tries all queries.
 */
@ExtendWith(PlayedScenario.class)
class QueryFaultEverywhereTest {

  @Test
  void runGetsOverAQueryThatFailsOrIsCancelled(Scenario scenario) throws Exception {
    try (Sweep sweep = new Sweep("queries that end before their time", 60)) {
      for (Scenario.Run run : scenario.runs()) {
        for (Moment moment : Moment.values()) {
          for (QueryFault fault :
              List.of(QueryFault.failed(moment), QueryFault.cancelled(moment))) {
            sweep.over(
                "%s, query %s".formatted(run, fault),
                run.queries(),
                number -> getsOver(fault, number, scenario, run));
          }
        }
      }
      sweep.requireNoneWrong();
    }
  }

  private static boolean getsOver(QueryFault fault, int number, Scenario scenario, Scenario.Run run)
      throws IOException {
    try (Site site = scenario.open(run.before())) {
      CompletableFuture<String> struck = new CompletableFuture<>();
      AtomicInteger queries = new AtomicInteger();
      site.followQueries(
          sql -> {
            boolean now = concerns(fault, sql) && queries.incrementAndGet() == number;
            return now && struck.complete(sql) ? fault : QueryFault.NONE;
          });
      try {
        RunInProcess.start(site.environment(), run.today()).requireDone();
        run.requireUndisturbedButForTemporaryTables(site);
        RunInProcess.start(site.environment(), run.today()).requireDone();
        run.requireUndisturbed(site);
      } catch (AssertionError e) {
        String query = struck.getNow("no query").lines().findFirst().orElseThrow();
        throw new AssertionError(query + ": " + e.getMessage(), e);
      }
      return struck.isDone();
    }
  }

  /** Only a CTAS writes files that a table is to show. */
  private static boolean concerns(QueryFault fault, String sql) {
    return !fault.moment().equals(Optional.of(Moment.AFTER_ITS_FILES))
        || sql.startsWith("CREATE TABLE");
  }
}
