/** The CronJob entrypoint: command line, and the binding of the functions to the state machine. */
package com.ibm.weather.airlytics.jobs.aggregate.container;
