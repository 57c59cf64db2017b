/** Airlock's admin API, as far as the aggregator uses it, and the import service behind it. */
package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;
