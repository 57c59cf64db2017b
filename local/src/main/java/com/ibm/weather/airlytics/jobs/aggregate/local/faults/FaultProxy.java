package com.ibm.weather.airlytics.jobs.aggregate.local.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * An HTTP/1.1 reverse proxy on the loopback address that stands before a service, records each call
 * and makes it fail as a rule says.
 *
 * <p>What passes is streamed and stays as it was sent, the {@code Host} header and with it AWS
 * signatures included; only connections are not kept: each serves one call.
 */
public final class FaultProxy implements AutoCloseable {

  /** What goes on in the background; either side may hang up at any time. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException, InterruptedException;
  }

  private final URI service;
  private final ServerSocket listener;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "fault-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Call> calls = new ArrayList<>();
  private final Map<List<Object>, Integer> occurrences = new HashMap<>();
  private volatile Function<Call, Fault> rule;
  private volatile boolean cutOff;

  private FaultProxy(URI service, ServerSocket listener, Function<Call, Fault> rule) {
    this.service = service;
    this.listener = listener;
    this.rule = rule;
  }

  /**
   * Starts a proxy; it accepts calls when this returns.
   *
   * @param service the base URL of the service, {@code http} with a port
   * @param rule what to do with each call; asked by several threads at a time
   */
  public static FaultProxy before(URI service, Function<Call, Fault> rule) {
    try {
      ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
      FaultProxy proxy = new FaultProxy(service, listener, rule);
      proxy.inBackground(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start a proxy before " + service, e);
    }
  }

  /** What clients use in place of the service's base URL. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + service.getRawPath());
  }

  /** Changes the rule for the calls from now on. */
  public void follow(Function<Call, Fault> newRule) {
    rule = newRule;
  }

  /** The calls so far, whatever became of them, in the order of their arrival. */
  public List<Call> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  /** Lets go the calls that wait for it, and lets no later one wait. */
  public void release() {
    released.countDown();
  }

  /** Cuts off all connections, and refuses every later one. */
  @Override
  public void close() {
    try {
      stop();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot stop the proxy before " + service, e);
    } finally {
      threads.shutdownNow();
    }
  }

  void stop() throws IOException {
    listener.close();
    closeConnections();
  }

  /** Cuts off all connections, and every later one as soon as it is made. */
  void cutOff() throws IOException {
    cutOff = true;
    closeConnections();
  }

  boolean isCutOff() {
    return cutOff;
  }

  /** Serves those who connect from now on. */
  void resume() {
    cutOff = false;
  }

  private void closeConnections() throws IOException {
    for (Socket connection : connections) {
      connection.close();
    }
  }

  void awaitRelease() throws InterruptedException {
    released.await();
  }

  Socket connect() throws IOException {
    return new Socket(service.getHost(), service.getPort());
  }

  void inBackground(Task task) {
    threads.execute(
        () -> {
          try {
            task.run();
          } catch (IOException e) {
            // The other side of a connection, or a fault, has ended it: that is what this is for.
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      connections.add(client);
      if (cutOff) {
        client.close();
      }
      inBackground(() -> serve(client));
    }
    stop();
  }

  private void serve(Socket client) throws IOException, InterruptedException {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      Head request = Head.read(in);
      rule.apply(record(request)).happenTo(new Exchange(this, request, in, client));
    } finally {
      connections.remove(client);
    }
  }

  private Call record(Head request) {
    String method = request.word(0);
    String[] target = request.word(1).split("\\?", 2);
    Optional<String> operation = request.header("X-Amz-Target");
    synchronized (calls) {
      int occurrence = occurrences.merge(List.of(method, target[0], operation), 1, Integer::sum);
      String query = target.length == 1 ? "" : target[1];
      calls.add(new Call(calls.size() + 1, occurrence, method, target[0], query, operation));
      return calls.get(calls.size() - 1);
    }
  }
}
