/** Athena's JSON 1.1 protocol over HTTP. */
package com.ibm.weather.airlytics.jobs.aggregate.local.athena.protocol;
