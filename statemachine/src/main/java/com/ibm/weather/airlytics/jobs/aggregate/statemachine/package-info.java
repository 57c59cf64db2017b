/** The Amazon States Language definition of the job and the runner that executes it in-process. */
package com.ibm.weather.airlytics.jobs.aggregate.statemachine;
