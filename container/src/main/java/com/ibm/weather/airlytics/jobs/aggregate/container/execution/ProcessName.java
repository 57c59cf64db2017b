package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** What a process is called where others look for it: {@code process 17 on <pod or host>}. */
final class ProcessName {

  private ProcessName() {}

  /** The name of this process. */
  static String current() {
    return of(ProcessHandle.current().pid(), System.getenv());
  }

  static String of(long pid, Map<String, String> environment) {
    return "process %d on %s".formatted(pid, host(environment));
  }

  /** In a pod HOSTNAME is the pod's name, whatever its network calls it. */
  private static String host(Map<String, String> environment) {
    String variable = environment.getOrDefault("HOSTNAME", "");
    if (!variable.isBlank()) {
      return variable;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }
}
