/** The part of Hive's data definition language that Athena accepts and the project needs. */
package com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive;
