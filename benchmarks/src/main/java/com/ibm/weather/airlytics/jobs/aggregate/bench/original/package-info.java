/** What the job that this one replaces asked of Athena for the same outcome. */
package com.ibm.weather.airlytics.jobs.aggregate.bench.original;
