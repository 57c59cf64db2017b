/** Raw events as apps would send them, for demonstrations and tests. */
package com.ibm.weather.airlytics.jobs.aggregate.local.sample;
