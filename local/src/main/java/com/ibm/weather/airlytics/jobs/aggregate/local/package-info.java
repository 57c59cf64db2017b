/** The embedded default: S3, Athena, Airlock and the user DB on one machine. */
package com.ibm.weather.airlytics.jobs.aggregate.local;
