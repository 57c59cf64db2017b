package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import java.time.Duration;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextAction;
import org.mozilla.javascript.ContextFactory;

/** A Rhino that shows no Java class to scripts and ends those that take too long. */
final class Sandbox extends ContextFactory {

  /** A script took too long. An {@link Error}, since scripts can catch exceptions. */
  static final class OutOfTime extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** The longest a script may take; Airlock's own limit. */
  static final Duration LIMIT = Duration.ofSeconds(1);

  private static final int INSTRUCTIONS_BETWEEN_LOOKS = 10_000;
  private static final int DEEPEST_CALL = 1_000;

  private long end;

  /** Runs an action with the limit beginning now. */
  <T> T within(ContextAction<T> action) {
    end = System.nanoTime() + LIMIT.toNanos();
    return call(action);
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
