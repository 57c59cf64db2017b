package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.FailureType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.QueryFailedException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What happens to a query that its SQL does not ask for: it takes longer, or it fails or is
 * cancelled at some moment.
 *
 * @param delay how long it runs before it reads or writes anything
 * @param moment when it ends before its time; empty when it does not
 * @param cancelled whether it then was cancelled, rather than failed
 */
public record QueryFault(Duration delay, Optional<Moment> moment, boolean cancelled) {

  /** A moment in the life of a query. */
  public enum Moment {
    /** Nothing was read or written. */
    BEFORE_ITS_WORK,
    /** All files are written, and no table shows them; only where a query writes rows. */
    AFTER_ITS_FILES,
    /** All is done, which nobody is told. */
    AFTER_ITS_WORK;

    /** Such as {@code before its work}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Nothing. */
  public static final QueryFault NONE = delayed(Duration.ZERO);

  /** It takes longer. */
  public static QueryFault delayed(Duration delay) {
    return new QueryFault(delay, Optional.empty(), false);
  }

  /** It fails, and it is not its fault. */
  public static QueryFault failed(Moment moment) {
    return new QueryFault(Duration.ZERO, Optional.of(moment), false);
  }

  /** Somebody cancels it. */
  public static QueryFault cancelled(Moment moment) {
    return new QueryFault(Duration.ZERO, Optional.of(moment), true);
  }

  /** Such as {@code fails before its work}. */
  @Override
  public String toString() {
    String end =
        moment
            .map(when -> (cancelled ? "is cancelled " : "fails ") + when)
            .orElse("comes to its end");
    return delay.isZero() ? end : end + " after " + delay;
  }

  /** The moment has come. */
  void reach(Moment reached, Runnable cancel) {
    if (moment.filter(reached::equals).isEmpty()) {
      return;
    }
    if (cancelled) {
      cancel.run();
    }
    throw new QueryFailedException(
        FailureType.ENGINE_ERROR, "GENERIC_INTERNAL_ERROR: the query ended " + reached);
  }
}
