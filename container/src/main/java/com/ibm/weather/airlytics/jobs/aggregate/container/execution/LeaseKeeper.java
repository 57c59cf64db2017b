package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.logging.LogFields;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Stage;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Failure;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskContext;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskFailedException;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskResource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions of a run in this process, which hears when one of them takes the lease of the
 * aggregation: from then on it renews the lease at intervals, in a thread of its own, until it is
 * given back. Nobody can ask a process how it is doing, as Step Functions can be asked about an
 * execution: this is how others see that it is alive.
 */
final class LeaseKeeper implements TaskResource, AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final String RELEASE = "release";
  private static final int LOOKS = 5;
  private static final Set<String> TAKEN = Set.of("TAKEN", "TAKEN_OVER");

  private static final class KeeperThread extends Thread {
    KeeperThread(Runnable work, String name) {
      super(work, name);
      setDaemon(true);
    }
  }

  private final String run;
  private final TaskResource functions;
  private final LeaseTimes times;
  private final Consumer<String> lost;

  /** The run as the functions know it, once it may hold the lease. */
  private Optional<JsonNode> mayHold = Optional.empty();

  /** The threads that renew the lease, while it is held. */
  private List<Thread> threads = List.of();

  private long renewed;
  private String lastProblem = "";

  /**
   * @param run the run's id, for the log
   * @param lost told, at most once, why the run must not go on
   */
  LeaseKeeper(String run, TaskResource functions, LeaseTimes times, Consumer<String> lost) {
    this.run = run;
    this.functions = functions;
    this.times = times;
    this.lost = lost;
  }

  /** Whether all that a thread does is to keep a lease. */
  static boolean keeps(Thread thread) {
    return thread instanceof KeeperThread;
  }

  @Override
  public JsonNode call(JsonNode arguments, TaskContext context)
      throws TaskFailedException, InterruptedException {
    JsonNode request = arguments.path("Payload");
    return switch (request.path("phase").asText()) {
      case "lease" -> take(request.path("run"), arguments, context);
      case RELEASE -> release(arguments, context);
      default -> functions.call(arguments, context);
    };
  }

  /** Until the answer is there, the run may have the lease or not. */
  private JsonNode take(JsonNode holder, JsonNode arguments, TaskContext context)
      throws TaskFailedException, InterruptedException {
    mayHold(Optional.of(holder));
    long begin = System.nanoTime();
    JsonNode result = functions.call(arguments, context);
    if (TAKEN.contains(result.at("/Payload/state").asText())) {
      start(begin);
    } else {
      mayHold(Optional.empty());
    }
    return result;
  }

  private JsonNode release(JsonNode arguments, TaskContext context)
      throws TaskFailedException, InterruptedException {
    stop();
    JsonNode result = functions.call(arguments, context);
    mayHold(Optional.empty());
    return result;
  }

  /** Gives the lease back, if the run still has it. */
  @Override
  public void close() {
    stop();
    Optional<JsonNode> holder = holder();
    if (holder.isEmpty()) {
      return;
    }
    try {
      ask(RELEASE, holder.get());
    } catch (TaskFailedException e) {
      LOGGER.warn(
          "The lease could not be given back: {}. The next run waits {} and takes it over.",
          text(e),
          Text.duration(times.expiry()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Optional<JsonNode> holder() {
    return mayHold;
  }

  private synchronized void mayHold(Optional<JsonNode> holder) {
    mayHold = holder;
  }

  /**
   * @param begin when the lease was asked for: it is not older than that
   */
  private synchronized void start(long begin) {
    renewed = begin;
    if (isRenewing()) {
      return;
    }
    // Two threads: a request that hangs must not keep the clock from being looked at.
    threads =
        List.of(
            every(times.renewal(), "lease", this::renew),
            every(times.renewal().dividedBy(LOOKS), "lease watch", this::watch));
  }

  private static Thread every(Duration interval, String name, Runnable work) {
    Thread thread =
        new KeeperThread(
            () -> {
              try {
                while (true) {
                  Thread.sleep(interval.toMillis());
                  work.run();
                }
              } catch (InterruptedException e) {
                LOGGER.debug("stopped");
              }
            },
            name);
    thread.start();
    return thread;
  }

  private synchronized void stop() {
    threads.forEach(Thread::interrupt);
    threads = List.of();
  }

  private synchronized boolean isRenewing() {
    return !threads.isEmpty();
  }

  private void renew() {
    Optional<JsonNode> holder = holder();
    if (holder.isEmpty()) {
      return; // it was given back meanwhile
    }
    LogFields.Scope scope = LogFields.run(run);
    long begin = System.nanoTime();
    try {
      JsonNode answer = ask("renew", holder.get());
      if (answer.path("held").asBoolean()) {
        renewed(begin);
      } else {
        lose("its lease is no longer its own: " + answer.path("message").asText());
      }
    } catch (TaskFailedException e) {
      failed(text(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped
    } finally {
      scope.close();
    }
  }

  private synchronized void renewed(long begin) {
    renewed = begin;
    lastProblem = "";
  }

  private synchronized void failed(String problem) {
    if (isRenewing()) {
      LOGGER.warn("The lease could not be renewed: {}", problem);
      lastProblem = problem;
    }
  }

  private void watch() {
    problemThatLastsTooLong()
        .ifPresent(
            problem ->
                lose(
                    "its lease could not be renewed for %s: %s"
                        .formatted(Text.duration(times.patience()), problem)));
  }

  private synchronized Optional<String> problemThatLastsTooLong() {
    Duration age = Duration.ofNanos(System.nanoTime() - renewed);
    return age.compareTo(times.patience()) > 0
        ? Optional.of(lastProblem.isEmpty() ? "S3 does not answer" : lastProblem)
        : Optional.empty();
  }

  private void lose(String why) {
    synchronized (this) {
      if (!isRenewing()) {
        return;
      }
      stop();
    }
    lost.accept(why);
  }

  private JsonNode ask(String phase, JsonNode holder)
      throws TaskFailedException, InterruptedException {
    ObjectNode arguments = Json.MAPPER.createObjectNode();
    arguments.put("FunctionName", Stage.CHECK_LAST_DAY.stateName());
    arguments.putObject("Payload").put("phase", phase).set("run", holder);
    return functions.call(arguments, new TaskContext(run, StatePath.ROOT)).path("Payload");
  }

  private static String text(TaskFailedException e) {
    return FailureText.of(new Failure(e.error(), e.cause(), StatePath.ROOT));
  }
}
