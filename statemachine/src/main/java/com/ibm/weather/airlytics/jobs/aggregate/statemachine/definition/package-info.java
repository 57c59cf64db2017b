/**
 * A state machine definition, read and checked: states, transitions, and every reason to refuse.
 */
package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;
