/** Trino's SQL, as Athena speaks it, turned into DuckDB SQL that means the same. */
package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;
