/** What the job costs and how long it takes, measured by one command and told as ratios. */
package com.ibm.weather.airlytics.jobs.aggregate.bench;
