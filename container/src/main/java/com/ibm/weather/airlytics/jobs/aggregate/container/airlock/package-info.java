/** The configuration that Airlock's runtime files hold. */
package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;
