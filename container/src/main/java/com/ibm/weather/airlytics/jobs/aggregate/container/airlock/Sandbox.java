package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextAction;
import org.mozilla.javascript.ContextFactory;

/**
 * A Rhino that shows no Java class to scripts and ends those that take too long. It looks at the
 * time only between the steps of a script: a function that is built into JavaScript is one step, so
 * the thread of a script that is in one is abandoned.
 */
final class Sandbox extends ContextFactory {

  /** A script took too long. An {@link Error}, since scripts can catch exceptions. */
  static final class OutOfTime extends Error {
    private static final long serialVersionUID = 1L;

    OutOfTime() {}

    OutOfTime(TimeoutException cause) {
      super(cause);
    }
  }

  /** The longest a script may take; Airlock's own limit. */
  static final Duration LIMIT = Duration.ofSeconds(1);

  private static final Duration FOR_A_STEP_TO_END = Duration.ofMillis(500);
  private static final int INSTRUCTIONS_BETWEEN_LOOKS = 10_000;
  private static final int DEEPEST_CALL = 1_000;

  private volatile long end;

  /**
   * Runs an action with the limit beginning now.
   *
   * @throws OutOfTime when it takes longer; whatever it works on is then not to be used again
   */
  <T> T within(ContextAction<T> action) {
    end = System.nanoTime() + LIMIT.toNanos();
    try {
      return Abandonable.call("script", LIMIT.plus(FOR_A_STEP_TO_END), () -> call(action));
    } catch (TimeoutException e) {
      throw new OutOfTime(e);
    }
  }

  @Override
  protected Context makeContext() {
    Context context = super.makeContext();
    context.setLanguageVersion(Context.VERSION_ECMASCRIPT);
    context.setClassShutter(className -> false);
    context.setInterpretedMode(true); // instructions are counted, and no class is made
    context.setInstructionObserverThreshold(INSTRUCTIONS_BETWEEN_LOOKS);
    context.setMaximumInterpreterStackDepth(DEEPEST_CALL);
    return context;
  }

  @Override
  protected void observeInstructionCount(Context context, int instructionCount) {
    if (System.nanoTime() - end > 0) {
      throw new OutOfTime();
    }
  }
}
