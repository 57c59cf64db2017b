/** Raw events and daily aggregates of any size, made fast and always the same. */
package com.ibm.weather.airlytics.jobs.aggregate.bench.sample;
