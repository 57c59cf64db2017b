/** What the job does over many runs, each held against the raw events. */
package com.ibm.weather.airlytics.jobs.aggregate.local.histories;
