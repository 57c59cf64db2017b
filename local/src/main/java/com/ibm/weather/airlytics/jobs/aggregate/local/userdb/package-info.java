/** The user DB: a real PostgreSQL that keeps its data between starts. */
package com.ibm.weather.airlytics.jobs.aggregate.local.userdb;
