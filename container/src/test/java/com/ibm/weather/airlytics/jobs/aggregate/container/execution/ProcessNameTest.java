package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessNameTest {

  @Test
  void inAPodItHasThePodsName() {
    assertThat(ProcessName.of(17, Map.of("HOSTNAME", "ltv-aggregator-28f7x")))
        .isEqualTo("process 17 on ltv-aggregator-28f7x");
  }

  @Test
  void elsewhereItHasTheHostsName() {
    assertThat(ProcessName.of(17, Map.of("HOSTNAME", " "))).matches("process 17 on \\S.*");
  }

  @Test
  void thisProcessHasItsNumber() {
    assertThat(ProcessName.current())
        .startsWith("process %d on ".formatted(ProcessHandle.current().pid()));
  }
}
