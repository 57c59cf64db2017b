/** What runs the job. */
package com.ibm.weather.airlytics.jobs.aggregate.services;
