/** The manifests: true to the documented one, strict, and understood by Kubernetes. */
package com.ibm.weather.airlytics.jobs.aggregate.container.kubernetes;
