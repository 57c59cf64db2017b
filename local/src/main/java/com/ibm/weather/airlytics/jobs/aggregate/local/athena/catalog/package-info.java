/** What the embedded Athena knows of databases and tables: its counterpart of the Glue catalog. */
package com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog;
