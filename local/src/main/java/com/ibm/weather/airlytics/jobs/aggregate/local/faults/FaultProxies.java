package com.ibm.weather.airlytics.jobs.aggregate.local.faults;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A proxy before each service that the job calls, all of which follow one rule. */
public final class FaultProxies implements AutoCloseable {

  private final Map<Service, FaultProxy> proxies = new EnumMap<>(Service.class);
  private final List<RemoteCall> calls = new ArrayList<>();
  private volatile Function<RemoteCall, Fault> rule = call -> Fault.pass();

  private FaultProxies() {}

  /**
   * Starts the proxies, which pass every call; they accept calls when this returns.
   *
   * @param services the base URLs of the services
   */
  public static FaultProxies before(Map<Service, URI> services) {
    FaultProxies all = new FaultProxies();
    services.forEach(
        (service, url) ->
            all.proxies.put(service, FaultProxy.before(url, call -> all.fault(service, call))));
    return all;
  }

  /** What clients use in place of a service's base URL. */
  public URI url(Service service) {
    return proxies.get(service).url();
  }

  /** Changes the rule for the calls from now on; it is asked by several threads at a time. */
  public void follow(Function<RemoteCall, Fault> newRule) {
    rule = newRule;
  }

  /** The calls so far, whatever became of them, in the order of their arrival. */
  public List<RemoteCall> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  /**
   * Cuts off the client: from this call on it reaches no service any more, as if its process were
   * gone.
   */
  public Fault cutOff() {
    return Fault.cutOff(proxies.values());
  }

  /** Whether {@link #cutOff} has happened. */
  public boolean isCutOff() {
    return proxies.values().stream().allMatch(FaultProxy::isCutOff);
  }

  /** Serves the next client, and passes its calls. */
  public void resume() {
    rule = call -> Fault.pass();
    proxies.values().forEach(FaultProxy::resume);
  }

  private Fault fault(Service service, Call call) {
    return rule.apply(record(service, call));
  }

  private RemoteCall record(Service service, Call call) {
    synchronized (calls) {
      calls.add(new RemoteCall(calls.size() + 1, service, call));
      return calls.get(calls.size() - 1);
    }
  }

  @Override
  public void close() {
    proxies.values().forEach(FaultProxy::close);
  }
}
