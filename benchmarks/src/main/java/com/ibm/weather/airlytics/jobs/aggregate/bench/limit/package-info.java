/** How far the job is from what one hand-written script can do. */
package com.ibm.weather.airlytics.jobs.aggregate.bench.limit;
