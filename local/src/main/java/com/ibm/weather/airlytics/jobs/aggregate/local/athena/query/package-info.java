/** Query executions: how a statement is accepted, queued, run, stopped, kept and answered. */
package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;
