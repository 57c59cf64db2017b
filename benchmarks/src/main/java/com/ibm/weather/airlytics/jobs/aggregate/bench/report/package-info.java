/** The report: one Markdown file with a chapter for each benchmark, and its plots. */
package com.ibm.weather.airlytics.jobs.aggregate.bench.report;
