/** What the container shows of itself while it runs: health, readiness and metrics. */
package com.ibm.weather.airlytics.jobs.aggregate.container.health;
