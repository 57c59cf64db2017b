package com.ibm.weather.airlytics.jobs.aggregate.container.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.EventAggregatorCommand;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Http;
import com.ibm.weather.airlytics.jobs.aggregate.container.health.Monitoring;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** The CronJob of the base: the documented one, and what was added to it. */
class CronJobManifestTest {

  private static final Path CRON_JOB = Manifest.FOLDER.resolve("base/cronjob.yaml");
  private static final Duration DAY = Duration.ofDays(1);
  private static final String HELP =
      String.join("\n", EventAggregatorCommand.class.getAnnotation(Command.class).footer());

  private final CronJobSpec cronJob = Manifest.read(CRON_JOB).as(CronJob.class).getSpec();
  private final JobSpec job = cronJob.getJobTemplate().getSpec();
  private final PodSpec pod = job.getTemplate().getSpec();
  private final Container container = pod.getContainers().get(0);

  @Test
  void documentedManifestIsUnderstoodButForItsVersion() throws IOException {
    ObjectNode documented = documented();
    assertThat(documented.path("apiVersion").asText()).isEqualTo("batch/v1beta1");

    CronJob cronJob =
        new Manifest("documented", documented.put("apiVersion", "batch/v1")).as(CronJob.class);

    assertThat(cronJob.getSpec().getSchedule()).isEqualTo("0 3 * * *");
  }

  @Test
  void baseDiffersFromTheDocumentedManifestInNothingElse() throws IOException {
    String podTemplate = "spec.jobTemplate.spec.template.";
    String annotations = podTemplate + "metadata.annotations.";
    String podSpec = podTemplate + "spec.";
    String containerSecurity = podSpec + "containers[event-aggregator].securityContext.";
    assertThat(Differences.between(documented(), Manifest.read(CRON_JOB).json()))
        .containsExactlyInAnyOrder(
            "apiVersion: batch/v1beta1 -> batch/v1",
            "metadata.labels.app.kubernetes.io/name: - -> event-aggregator",
            "spec.timeZone: - -> Etc/UTC",
            "spec.startingDeadlineSeconds: - -> 72000",
            "spec.jobTemplate.spec.activeDeadlineSeconds: - -> 82800",
            podTemplate + "metadata.labels.app.kubernetes.io/name: - -> event-aggregator",
            annotations + "cluster-autoscaler.kubernetes.io/safe-to-evict: - -> false",
            annotations + "karpenter.sh/do-not-disrupt: - -> true",
            podSpec + "serviceAccountName: - -> event-aggregator",
            podSpec + "automountServiceAccountToken: - -> false",
            podSpec + "securityContext: {} -> -",
            podSpec + "securityContext.runAsNonRoot: - -> true",
            podSpec + "securityContext.runAsUser: - -> 65532",
            podSpec + "securityContext.runAsGroup: - -> 65532",
            podSpec + "securityContext.seccompProfile.type: - -> RuntimeDefault",
            containerSecurity + "allowPrivilegeEscalation: - -> false",
            containerSecurity + "readOnlyRootFilesystem: - -> true",
            containerSecurity + "capabilities.drop[0]: - -> ALL");
  }

  @Test
  void podMayDoNothingButRun() {
    PodSecurityContext everyContainer = pod.getSecurityContext();
    assertThat(everyContainer.getRunAsNonRoot()).isTrue();
    assertThat(everyContainer.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    SecurityContext security = container.getSecurityContext();
    assertThat(security.getReadOnlyRootFilesystem()).isTrue();
    assertThat(security.getAllowPrivilegeEscalation()).isFalse();
    assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(security.getCapabilities().getAdd()).isEmpty();
    assertThat(pod.getVolumes()).as("nothing is written").isEmpty();
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
  }

  @Test
  void userAndPortAreThoseOfTheImage() throws IOException {
    PodSecurityContext user = pod.getSecurityContext();
    assertThat(Files.readAllLines(Path.of("Dockerfile")))
        .contains(
            "USER %d:%d".formatted(user.getRunAsUser(), user.getRunAsGroup()),
            "EXPOSE " + container.getPorts().get(0).getContainerPort());
  }

  @Test
  void probesAskWhatTheCodeAnswers() throws Exception {
    int port = freePort();
    Map<String, String> environment = Map.of("AIRLYTICS_HEALTH_PORT", Integer.toString(port));
    Monitoring monitoring = new Monitoring(environment, new Progress());
    monitoring.started("the id of the run");

    assertThat(answer(container.getLivenessProbe(), port)).isEqualTo(200);
    assertThat(answer(container.getReadinessProbe(), port)).isEqualTo(503);
    monitoring.configured();
    assertThat(answer(container.getReadinessProbe(), port)).isEqualTo(200);
    monitoring.ended(JobResult.withoutStages(JobResult.DONE, "done"));
  }

  private int answer(Probe probe, int port) throws Exception {
    ContainerPort documented = container.getPorts().get(0);
    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo(documented.getName());
    assertThat(HELP).containsPattern("AIRLYTICS_HEALTH_PORT +" + documented.getContainerPort());
    return Http.get(port, probe.getHttpGet().getPath()).statusCode();
  }

  @Test
  void everyVariableIsOneThatTheCommandKnows() {
    assertThat(container.getEnv())
        .extracting(EnvVar::getName)
        .hasSize(6)
        .allSatisfy(name -> assertThat(HELP).contains(name));
  }

  @Test
  void aRunNeverKeepsTheNextDaysFromStarting() {
    Duration schedule = Duration.ofHours(3);
    Duration latestStart = schedule.plusSeconds(cronJob.getStartingDeadlineSeconds());
    Duration latestEnd = latestStart.plusSeconds(job.getActiveDeadlineSeconds());
    assertThat(cronJob.getTimeZone()).isEqualTo("Etc/UTC");
    assertThat(latestStart).as("still the day whose run it is").isLessThan(DAY);
    assertThat(latestEnd)
        .as("before the next day's latest start")
        .isLessThan(latestStart.plus(DAY));
  }

  private static ObjectNode documented() throws IOException {
    try (InputStream file =
        CronJobManifestTest.class.getResourceAsStream("/cronjob-documented.yaml")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return (ObjectNode) Manifest.of("the documentation", text).json();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
