/**
 * Amazon S3 on a folder: the plain file {@code <objects>/bucket/key} is {@code s3://bucket/key}.
 */
package com.ibm.weather.airlytics.jobs.aggregate.local.s3;
