/** The image, without an engine that builds it: what its Dockerfile says is staged and run. */
package com.ibm.weather.airlytics.jobs.aggregate.local.image;
