/** What memory the job takes, and how long it takes to start. */
package com.ibm.weather.airlytics.jobs.aggregate.bench.memory;
