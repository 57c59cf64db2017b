package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

/**
 * Who calls a resource.
 *
 * @param executionName the execution's name
 * @param path the state that calls, and in which iteration
 */
public record TaskContext(String executionName, StatePath path) {}
