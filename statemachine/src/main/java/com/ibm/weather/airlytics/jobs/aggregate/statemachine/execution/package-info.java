/** Runs a checked definition in this process, with the semantics of a Standard workflow. */
package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;
