package com.ibm.weather.airlytics.jobs.aggregate.container.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.kustomize.v1beta1.Kustomization;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.util.Map;

/** The models of the kinds that we have. */
final class Models {

  private static final Map<String, Class<?>> BY_KIND =
      Map.of(
          "Component", Kustomization.class,
          "ConfigMap", ConfigMap.class,
          "CronJob", CronJob.class,
          "Kustomization", Kustomization.class,
          "PodMonitor", PodMonitor.class,
          "Secret", Secret.class,
          "ServiceAccount", ServiceAccount.class);

  private Models() {}

  /** Reads a manifest as what it says it is. */
  static Object read(Manifest manifest) {
    if (!BY_KIND.containsKey(manifest.kind())) {
      throw new AssertionError(
          "no model of the kind %s of %s".formatted(manifest.kind(), manifest));
    }
    return manifest.as(BY_KIND.get(manifest.kind()));
  }
}
