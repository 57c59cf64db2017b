/** DuckDB as the engine of the embedded Athena. */
package com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine;
