/** Log lines for machines and people, and what each line says of the run it belongs to. */
package com.ibm.weather.airlytics.jobs.aggregate.container.logging;
