/** How statements, bytes and time grow with days, users and windows. */
package com.ibm.weather.airlytics.jobs.aggregate.bench.growth;
