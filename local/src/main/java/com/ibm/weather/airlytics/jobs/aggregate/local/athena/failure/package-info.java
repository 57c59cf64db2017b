/** Why a query fails, in Athena's categories. */
package com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure;
