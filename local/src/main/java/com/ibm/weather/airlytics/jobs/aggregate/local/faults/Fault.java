package com.ibm.weather.airlytics.jobs.aggregate.local.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;

/**
 * What the proxy does with a call: one of {@link #pass}, {@link #answer}, {@link #drop} and {@link
 * #stop}, before which it may wait or have the server do the work. {@code
 * Fault.drop().afterWork()}: the server does its work, but the client never learns of it.
 */
public final class Fault {

  @FunctionalInterface
  private interface Step {
    void take(Exchange exchange) throws IOException, InterruptedException;
  }

  private final Step step;

  private Fault(Step step) {
    this.step = step;
  }

  /** Passes the call to the server, and its answer to the client. */
  public static Fault pass() {
    return new Fault(Exchange::pass);
  }

  /**
   * Answers in the server's place.
   *
   * @param contentType such as {@code application/json}
   */
  public static Fault answer(int status, String contentType, String body) {
    return new Fault(exchange -> exchange.answer(status, contentType, body.getBytes(UTF_8)));
  }

  /** Closes the client's connection without an answer. */
  public static Fault drop() {
    return new Fault(exchange -> {});
  }

  /** Cuts off all connections, this call's too, and refuses every later one. */
  public static Fault stop() {
    return new Fault(exchange -> exchange.proxy().stop());
  }

  /** Cuts off all connections to several proxies, this call's too, and every later one. */
  static Fault cutOff(Collection<FaultProxy> proxies) {
    return new Fault(
        exchange -> {
          for (FaultProxy proxy : proxies) {
            proxy.cutOff();
          }
        });
  }

  /** Lets the server do the work before; its answer is the client's only with {@link #pass}. */
  public Fault afterWork() {
    return after(Exchange::work);
  }

  /** Waits before. */
  public Fault after(Duration delay) {
    return after(exchange -> Thread.sleep(delay.toMillis()));
  }

  /** Waits before until the test calls {@link FaultProxy#release}. */
  public Fault afterRelease() {
    return after(exchange -> exchange.proxy().awaitRelease());
  }

  private Fault after(Step first) {
    return new Fault(
        exchange -> {
          first.take(exchange);
          step.take(exchange);
        });
  }

  void happenTo(Exchange exchange) throws IOException, InterruptedException {
    step.take(exchange);
  }
}
