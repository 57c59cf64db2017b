/** Makes any HTTP service fail on purpose: a proxy that is told what to do with each call. */
package com.ibm.weather.airlytics.jobs.aggregate.local.faults;
