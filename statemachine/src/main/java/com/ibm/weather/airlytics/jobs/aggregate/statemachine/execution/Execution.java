package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What all states of an execution share.
 *
 * @param name the execution's name
 * @param cancellation stops all of it
 * @param payloads checks what travels through its states
 */
record Execution(
    String name,
    Cancellation cancellation,
    Map<String, TaskResource> resources,
    ExecutionListener listener,
    Time time,
    RandomGenerator random,
    Payloads payloads) {}
