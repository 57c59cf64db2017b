/** The CronJob entrypoint: command line and signals. */
package com.ibm.weather.airlytics.jobs.aggregate.container;
