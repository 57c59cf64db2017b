/** The embedded Athena: its wire protocol over DuckDB, on the folder behind the embedded S3. */
package com.ibm.weather.airlytics.jobs.aggregate.local.athena;
