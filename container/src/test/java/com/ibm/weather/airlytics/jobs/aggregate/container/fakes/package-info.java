/** What tests run against instead of AWS, and how they read the log. */
package com.ibm.weather.airlytics.jobs.aggregate.container.fakes;
