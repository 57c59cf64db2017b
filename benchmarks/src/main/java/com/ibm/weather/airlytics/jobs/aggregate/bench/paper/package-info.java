/** What the measured bytes mean for more users than fit on one machine. */
package com.ibm.weather.airlytics.jobs.aggregate.bench.paper;
