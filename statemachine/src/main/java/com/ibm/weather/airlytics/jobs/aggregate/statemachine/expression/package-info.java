/**
 * JSONata as Step Functions speaks it: checked when it is read, evaluated without an implicit
 * input.
 */
package com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression;
