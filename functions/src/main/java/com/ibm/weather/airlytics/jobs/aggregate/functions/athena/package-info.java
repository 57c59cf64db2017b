/** What the stages ask of Athena itself; their statements are run by the state machine. */
package com.ibm.weather.airlytics.jobs.aggregate.functions.athena;
