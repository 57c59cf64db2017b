package com.ibm.weather.airlytics.jobs.aggregate.container.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The base, the component, the examples and the overlay: each by itself, and how they fit. */
class KustomizationTest {

  private final CronJob cronJob = read("base/cronjob.yaml", CronJob.class);
  private final PodTemplateSpec pod = cronJob.getSpec().getJobTemplate().getSpec().getTemplate();

  @Test
  void everyFileFollowsTheModelOfItsKind() throws IOException {
    assertThat(files(".yaml"))
        .hasSizeGreaterThan(8)
        .map(Manifest::read)
        .allSatisfy(manifest -> assertThat(Models.read(manifest)).isNotNull());
  }

  @Test
  void aFieldThatTheModelDoesNotKnowIsRefused() throws IOException {
    String text = Files.readString(Manifest.FOLDER.resolve("base/cronjob.yaml"));
    Manifest misspelt =
        Manifest.of("a typing error", text.replace("readOnlyRootFilesystem", "readOnlyRootFs"));

    assertThatThrownBy(() -> Models.read(misspelt)).hasMessageContaining("readOnlyRootFs");
  }

  @Test
  void kustomizationsNameFilesThatAreThereAndForgetNone() throws IOException {
    List<Path> named = new ArrayList<>();
    for (Path file : files("kustomization.yaml")) {
      paths(Manifest.read(file).json()).map(file::resolveSibling).forEach(named::add);
    }
    assertThat(named).allSatisfy(path -> assertThat(path).exists());
    assertThat(files(""))
        .filteredOn(file -> !file.endsWith("kustomization.yaml") && !isExample(file))
        .isNotEmpty()
        .isSubsetOf(named);
  }

  private static Stream<String> paths(JsonNode kustomization) {
    return Stream.of(
            kustomization.path("resources"),
            kustomization.path("components"),
            kustomization.at("/configMapGenerator/0/files"),
            kustomization.path("patches"))
        .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
        .map(entry -> entry.has("path") ? entry.get("path").asText() : entry.asText());
  }

  @Test
  void examplesHoldNoSecretAndOverwriteNothing() throws IOException {
    assertThat(files(""))
        .filteredOn(KustomizationTest::isExample)
        .hasSize(2)
        .allSatisfy(file -> assertThat(file).content().startsWith("# EXAMPLE"));
    assertThat(files("kustomization.yaml"))
        .allSatisfy(file -> assertThat(file).content().doesNotContain("examples"));
    assertThat(read("examples/secret.yaml", Secret.class).getStringData())
        .isNotEmpty()
        .allSatisfy((key, value) -> assertThat(value).isEqualTo("REPLACE-ME"));
  }

  @Test
  void cronJobFindsWhatItRefersTo() {
    assertThat(pod.getSpec().getServiceAccountName())
        .isEqualTo(read("base/service-account.yaml", ServiceAccount.class).getMetadata().getName());
    ConfigMap configMap = read("examples/config-map.yaml", ConfigMap.class);
    Secret secret = read("examples/secret.yaml", Secret.class);
    List<String> existing = new ArrayList<>();
    configMap.getData().keySet().forEach(key -> existing.add(name(configMap.getMetadata(), key)));
    secret.getStringData().keySet().forEach(key -> existing.add(name(secret.getMetadata(), key)));

    assertThat(pod.getSpec().getContainers().get(0).getEnv().stream())
        .flatMap(variable -> references(variable).toList())
        .containsExactlyInAnyOrderElementsOf(existing);
  }

  @Test
  void podMonitorFindsThePods() {
    PodMonitor monitor = read("components/pod-monitor/pod-monitor.yaml", PodMonitor.class);

    assertThat(pod.getMetadata().getLabels())
        .containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels());
    assertThat(monitor.getSpec().getPodMetricsEndpoints())
        .singleElement()
        .satisfies(
            endpoint -> {
              assertThat(endpoint.getPath()).isEqualTo("/metrics");
              assertThat(endpoint.getPort())
                  .isEqualTo(pod.getSpec().getContainers().get(0).getPorts().get(0).getName());
            });
  }

  private static Stream<String> references(EnvVar variable) {
    return Stream.ofNullable(variable.getValueFrom())
        .flatMap(
            source ->
                Stream.concat(
                    Stream.ofNullable(source.getConfigMapKeyRef())
                        .map(reference -> reference.getName() + "/" + reference.getKey()),
                    Stream.ofNullable(source.getSecretKeyRef())
                        .map(reference -> reference.getName() + "/" + reference.getKey())));
  }

  private static String name(ObjectMeta metadata, String key) {
    return metadata.getName() + "/" + key;
  }

  private static boolean isExample(Path file) {
    return file.startsWith(Manifest.FOLDER.resolve("examples"));
  }

  private static <T> T read(String file, Class<T> model) {
    return Manifest.read(Manifest.FOLDER.resolve(file)).as(model);
  }

  private static List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(Manifest.FOLDER)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .toList();
    }
  }
}
