/** The demo: the whole job on one machine, with one command. */
package com.ibm.weather.airlytics.jobs.aggregate.local.demo;
