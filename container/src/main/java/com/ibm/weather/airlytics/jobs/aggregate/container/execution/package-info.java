/** One execution of the state machine in this process: what its tasks call, and what it reports. */
package com.ibm.weather.airlytics.jobs.aggregate.container.execution;
