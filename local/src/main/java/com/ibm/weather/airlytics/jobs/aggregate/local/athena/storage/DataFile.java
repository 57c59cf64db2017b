package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import java.nio.file.Path;

/**
 * A file of a table as it was when it was listed.
 *
 * @param path the file
 * @param size in bytes
 * @param modified the time of the last change in milliseconds since the epoch
 */
record DataFile(Path path, long size, long modified) {}
