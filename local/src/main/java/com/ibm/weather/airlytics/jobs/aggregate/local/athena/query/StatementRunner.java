package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.ParsedStatement.CreateTableAs;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.ParsedStatement.Hive;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.ParsedStatement.InsertInto;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.ParsedStatement.Select;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryFault.Moment;
import java.io.IOException;
import java.sql.SQLException;

/** Runs statements of every kind. */
final class StatementRunner {

  private final EngineFailures failures;

  StatementRunner(EngineFailures failures) {
    this.failures = failures;
  }

  EndedQuery run(ParsedStatement statement, QueryContext context) {
    try {
      context.reach(Moment.BEFORE_ITS_WORK);
      QueryOutcome outcome = outcome(statement, context);
      context.reach(Moment.AFTER_ITS_WORK);
      return EndedQuery.succeeded(outcome);
    } catch (SQLException | IOException | RuntimeException e) {
      return context.session().isCancelled()
          ? EndedQuery.CANCELLED
          : EndedQuery.failed(failures.of(e, context));
    }
  }

  private static QueryOutcome outcome(ParsedStatement statement, QueryContext context)
      throws SQLException, IOException {
    if (statement instanceof Select select) {
      return SelectRunner.run(select.query(), context);
    }
    if (statement instanceof CreateTableAs create) {
      return new CreateTableAsRunner(create.statement(), context).run();
    }
    if (statement instanceof InsertInto insert) {
      return new InsertRunner(insert.statement(), context).run();
    }
    if (statement instanceof Hive hive) {
      return new HiveRunner(context).run(hive.sql());
    }
    throw new IllegalStateException("No way to run " + statement);
  }
}
