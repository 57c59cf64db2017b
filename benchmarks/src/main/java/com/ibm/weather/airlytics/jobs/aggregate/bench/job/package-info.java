/** The job on the embedded services, run as the container runs it and watched from outside. */
package com.ibm.weather.airlytics.jobs.aggregate.bench.job;
