package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Work that can be stopped as one: threads, and parts that can also be stopped on their own.
 *
 * <p>A thread is interrupted once, however many parts it is in: a second interruption would break
 * into the cleaning up that the first one has caused.
 */
final class Cancellation {
  private final ReentrantLock lock;
  private final Optional<Cancellation> whole;
  private final Set<Cancellation> parts = new HashSet<>();
  private final Set<Thread> threads = new HashSet<>();
  private Optional<Stop> stop;

  private Cancellation(ReentrantLock lock, Optional<Cancellation> whole, Optional<Stop> stop) {
    this.lock = lock;
    this.whole = whole;
    this.stop = stop;
  }

  static Cancellation root() {
    return new Cancellation(new ReentrantLock(), Optional.empty(), Optional.empty());
  }

  /** A part that is stopped with this, or alone. */
  Cancellation part() {
    lock.lock();
    try {
      Cancellation part = new Cancellation(lock, Optional.of(this), stop);
      parts.add(part);
      return part;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a part whose work is over. */
  void close() {
    lock.lock();
    try {
      whole.ifPresent(cancellation -> cancellation.parts.remove(this));
    } finally {
      lock.unlock();
    }
  }

  /** Interrupts all threads at work here and in all parts; the first reason stays. */
  void stop(Stop reason) {
    lock.lock();
    try {
      Set<Thread> running = new HashSet<>();
      Set<Thread> stopping = new HashSet<>();
      stop(reason, running, stopping);
      running.removeAll(stopping);
      running.forEach(Thread::interrupt);
    } finally {
      lock.unlock();
    }
  }

  private void stop(Stop reason, Set<Thread> running, Set<Thread> stopping) {
    (stop.isPresent() ? stopping : running).addAll(threads);
    stop = stop.or(() -> Optional.of(reason));
    parts.forEach(part -> part.stop(reason, running, stopping));
  }

  /** Why this was stopped; empty while it may go on. */
  Optional<Stop> stopped() {
    lock.lock();
    try {
      return stop;
    } finally {
      lock.unlock();
    }
  }

  void check() throws StoppedException {
    Optional<Stop> reason = stopped();
    if (reason.isPresent()) {
      throw new StoppedException(reason.get());
    }
  }

  /** The current thread works here until it leaves. */
  void enter() {
    lock.lock();
    try {
      threads.add(Thread.currentThread());
    } finally {
      lock.unlock();
    }
  }

  /** Takes back an interruption from here, which must not hit what the thread does next. */
  void leave() {
    lock.lock();
    try {
      threads.remove(Thread.currentThread());
      if (stop.isPresent()) {
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }
}
