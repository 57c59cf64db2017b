/** The objects behind tables: locations, folder and file rules, projection, reading and writing. */
package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;
