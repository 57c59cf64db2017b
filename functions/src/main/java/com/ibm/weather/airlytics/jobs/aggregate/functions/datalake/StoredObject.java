package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import java.time.Instant;

/**
 * An object in S3.
 *
 * @param key its whole key
 * @param size in bytes
 * @param lastModified when it was written, to the second
 * @param eTag changes with the content
 */
public record StoredObject(String key, long size, Instant lastModified, String eTag) {}
