package com.ibm.weather.airlytics.jobs.aggregate.container.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What kubectl makes of the kustomizations, on machines that have one; no cluster is asked. */
class KubectlTest {

  @Test
  void baseIsWhatItsFilesSay() throws Exception {
    Map<String, Manifest> built = build("base");

    assertThat(built).containsOnlyKeys("CronJob", "ServiceAccount");
    Manifest written = Manifest.read(Manifest.FOLDER.resolve("base/cronjob.yaml"));
    assertThat(built.get("CronJob").json()).isEqualTo(written.json());
  }

  @Test
  void overlayChangesWhatDistinguishesAnAggregationAndNothingElse() throws Exception {
    Map<String, Manifest> base = build("base");
    Map<String, Manifest> overlay = build("overlays/example");

    assertThat(overlay).containsOnlyKeys("ConfigMap", "CronJob", "PodMonitor", "ServiceAccount");
    assertThat(overlay.values())
        .allSatisfy(manifest -> assertThat(Models.read(manifest)).isNotNull());
    String configMap = overlay.get("ConfigMap").json().at("/metadata/name").asText();
    String container = "spec.containers[event-aggregator].";
    assertThat(changes(base, overlay, "CronJob"))
        .map(line -> line.replace("spec.jobTemplate.spec.template.", ""))
        .containsExactlyInAnyOrder(
            "metadata.name: ltv-aggregator-helloworld-prod -> ltv-aggregator-my-app-dev",
            "metadata.labels.app: ltv-aggregator-helloworld -> ltv-aggregator-my-app",
            "metadata.labels.app: ltv-aggregator-helloworld -> ltv-aggregator-my-app",
            "spec.schedule: 0 3 * * * -> 30 3 * * *",
            container
                + "image: my.imagestore.com/airlytics/event-aggregator-job:latest"
                + " -> registry.example.com/airlytics/event-aggregator-job:1.0.0",
            container + "env[AIRLYTICS_ENVIRONMENT].value: PROD -> DEV",
            container + "env[AIRLYTICS_PRODUCT].value: Hello World App -> My App",
            container + "env[AIRLOCK_USER_GROUPS].name: - -> AIRLOCK_USER_GROUPS",
            container + "env[AIRLOCK_USER_GROUPS].value: - -> QA",
            container + "volumeMounts[airlock-defaults].name: - -> airlock-defaults",
            container + "volumeMounts[airlock-defaults].mountPath: - -> /app/airlock",
            container + "volumeMounts[airlock-defaults].readOnly: - -> true",
            "spec.volumes[airlock-defaults].name: - -> airlock-defaults",
            "spec.volumes[airlock-defaults].configMap.name: - -> " + configMap);
    assertThat(changes(base, overlay, "ServiceAccount"))
        .containsExactly(
            "metadata.annotations.eks.amazonaws.com/role-arn:"
                + " arn:aws:iam::111122223333:role/airlytics-event-aggregator"
                + " -> arn:aws:iam::111122223333:role/my-event-aggregator");
  }

  private static List<String> changes(
      Map<String, Manifest> base, Map<String, Manifest> overlay, String kind) {
    return Differences.between(base.get(kind).json(), overlay.get(kind).json());
  }

  private static Map<String, Manifest> build(String folder) throws Exception {
    Process kubectl = start("kubectl", "kustomize", Manifest.FOLDER.resolve(folder).toString());
    String output = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(kubectl.waitFor()).as(output).isZero();
    return Manifest.allOf("kubectl kustomize " + folder, output).stream()
        .collect(Collectors.toMap(Manifest::kind, manifest -> manifest));
  }

  private static Process start(String... command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return abort("no kubectl here: " + e.getMessage());
    }
  }
}
