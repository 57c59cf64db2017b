/**
 * The five stages of the job and what they share: configuration, SQL, data lake, Athena, Airlock.
 */
package com.ibm.weather.airlytics.jobs.aggregate.functions;
